// Small improvements; every page works without them.

// After a failed submit, start where the mistakes are told.
document.querySelector("[data-focus]")?.focus();

// Tell how many characters are left: seen at once, spoken after a pause in typing.
for (const line of document.querySelectorAll("[data-counts]")) {
  const field = document.getElementById(line.dataset.counts);
  const limit = Number(line.dataset.limit);
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  line.after(spoken);
  let pause;
  const count = () => {
    const left = limit - [...field.value].length;
    const words = left < 0 ? line.dataset.over : line.dataset.left;
    line.textContent = words.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    line.classList.toggle("field__count--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => {
      spoken.textContent = left < limit / 10 ? line.textContent : "";
    }, 1500);
  };
  field.addEventListener("input", count);
  count();
}

// A second click on a button that already sent its form does nothing.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) {
    event.preventDefault();
  } else if (!event.defaultPrevented) {
    event.target.dataset.sent = "yes";
  }
});

// Coming back with the browser's button shows the form ready to send again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});
