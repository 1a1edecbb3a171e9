// Keys go to the program without a click on it first.
window.addEventListener("load", () => document.querySelector(".xterm-helper-textarea").focus());
