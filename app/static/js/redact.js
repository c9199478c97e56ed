// Select a passage with mouse, finger or caret, and add it to what will be replaced.
// The server counts in code points, as Python does; the browser in halves of a pair.

const button = document.querySelector("[data-take-selection]");
const status = document.querySelector("[data-selection-status]");
const list = document.querySelector("[data-choices]");
const line = document.querySelector("#gekozen");
const AROUND = 30;

document.querySelector("[data-selecting]").hidden = false;

// Where the selection stands: field, start and end in code points, or null.
const selected = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const inside = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-field]");
  const field = inside(range.startContainer);
  if (!field || field !== inside(range.endContainer)) {
    return null;
  }
  const before = document.createRange();
  before.selectNodeContents(field);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  return { field: field.dataset.field, text: [...field.textContent], start, end: start + [...range.toString()].length };
};

document.addEventListener("selectionchange", () => {
  const place = selected();
  button.hidden = !place || place.start === place.end;
});

// Pressing the button must not lose what is selected.
button.addEventListener("mousedown", (event) => event.preventDefault());

button.addEventListener("click", () => {
  const place = selected();
  if (!place) {
    return;
  }
  const value = `${place.field}:${place.start}:${place.end}`;
  const known = [...list.querySelectorAll("[name=place]")].find((box) => box.value === value);
  if (known) {
    known.checked = true;
  } else {
    list.querySelector("[data-no-choices]")?.remove();
    list.append(added(place, value));
  }
  mustLookAgain();
  status.textContent = place.text.slice(place.start, place.end).join("");
  document.getSelection().removeAllRanges();
});

// What is chosen has changed: the difference on the page is no longer what would be done.
const mustLookAgain = () => {
  const replaces = document.querySelector("[data-look-again]");
  if (replaces) {
    replaces.value = "bekijk";
    replaces.textContent = replaces.dataset.lookAgain;
  }
};

document.querySelector("form.split").addEventListener("change", (event) => {
  if (event.target.matches("[name=place], [name=typed], select")) {
    mustLookAgain();
  }
});

const added = (place, value) => {
  const piece = line.content.cloneNode(true);
  const number = `nieuw-${value.replaceAll(":", "-")}`;
  const [words, replaced] = piece.querySelectorAll("label");
  const [before, passage, after] = words.children;
  const box = piece.querySelector("input");
  const choose = piece.querySelector("select");
  box.value = value;
  box.id = words.htmlFor = `place-${number}`;
  choose.name = `label-${value}`;
  choose.id = replaced.htmlFor = `label-${number}`;
  before.textContent = place.text.slice(Math.max(0, place.start - AROUND), place.start).join("");
  passage.textContent = place.text.slice(place.start, place.end).join("");
  after.textContent = place.text.slice(place.end, place.end + AROUND).join("");
  return piece;
};
