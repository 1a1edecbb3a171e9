// Keys go to the program as soon as it is there, without a click on it first.
new MutationObserver((_, observer) => {
  if (document.body.classList.contains("-first-byte")) {
    observer.disconnect();
    document.querySelector(".xterm-helper-textarea").focus();
  }
}).observe(document.documentElement, { attributeFilter: ["class"], subtree: true });
