// The editors' desk by keyboard. Every key only presses or reaches what is on the page already.

const AWAY = "waardering-toetsen-uit";

const isTyping = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const areOff = () => {
  try {
    return localStorage.getItem(AWAY) === "ja";
  } catch {
    return false;
  }
};

// One place at a time: the findings of an item, or the lines of the queue.
const stops = [...document.querySelectorAll("[data-finding], [data-line]")];

const step = (by) => {
  const now = stops.indexOf(document.activeElement);
  const next = stops[now < 0 ? (by > 0 ? 0 : stops.length - 1) : now + by];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
};

const help = document.querySelector("[data-keys]");

const toggleHelp = () => {
  help.open = !help.open;
  help.querySelector("summary").focus();
};

// Whether the finding where we are is right: the first or the second button of its verdict.
const VERDICTS = { g: 0, f: 1 };

const judge = (key) => {
  if (!(key in VERDICTS)) {
    return false;
  }
  const verdicts = document.activeElement.closest("[data-finding]")?.querySelectorAll("[data-verdict] button") ?? [];
  verdicts[VERDICTS[key]]?.click();
  return verdicts.length > 0;
};

// A folded form opens, and one types in its first field at once.
const reach = (details) => {
  details.open = true;
  details.querySelector("input, select, textarea").focus();
  return true;
};

const press = (key) => {
  const found = document.querySelector(`[data-key="${key}"]`);
  if (!found) {
    return false;
  }
  found.scrollIntoView({ block: "nearest" });
  if ("keyField" in found.dataset) {
    return reach(found.closest("details"));
  }
  found.focus();
  if (!("keyFocus" in found.dataset)) {
    found.click();
  }
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) {
    return;
  }
  if (event.key === "?" && help) {
    toggleHelp();
  } else if (areOff()) {
    return;
  } else if (event.key === "j" || event.key === "k") {
    step(event.key === "j" ? 1 : -1);
  } else if (event.key === "u") {
    document.querySelector(".breadcrumbs a")?.click();
    return;
  } else if (!/^[a-z]$/.test(event.key) || !(judge(event.key) || press(event.key))) {
    return;
  }
  event.preventDefault();
});

// Whoever steers by voice switches the keys off (WCAG 2.1.4).
const choice = document.querySelector("[data-keys-switch]");
if (choice) {
  choice.hidden = false;
  const box = choice.querySelector("input");
  box.checked = !areOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(AWAY, box.checked ? "nee" : "ja");
    } catch {
      box.checked = true; // nothing is kept here: the keys stay on
    }
  });
}
