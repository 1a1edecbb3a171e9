"""The program in a browser: who may come in, what each of them runs, and the web server around it."""
