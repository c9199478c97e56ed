// Hints while somebody writes. Without this file the same hints come once, before sending.

const form = document.querySelector("form[data-hints]");
const PAUSE = 1000; // milliseconds without typing before we ask
const REST = 10_000; // before we ask again, after an answer that says: not now

if (form) {
  const panels = [...form.querySelectorAll("[data-hints-of]")];
  const fields = panels.map((panel) => document.getElementById(panel.dataset.hintsOf));
  const promise = form.querySelector("[data-hints-promise]");
  const voice = form.querySelector("[data-hints-voice]");
  const counted = form.querySelector("[data-hints-count]");
  const shown = form.elements.hints_shown;
  const promised = promise.textContent;
  const told = new Set(form.querySelectorAll("[data-hints-of] .hint").length ? spoken() : []);
  let pause;
  let running;
  let asked = "";

  promise.hidden = false;
  count();

  for (const field of fields) {
    field.addEventListener("input", () => {
      shown.value = shown.defaultValue; // what was typed since has had no hints yet
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE);
    });
  }
  if (fields.some((field) => field.value.trim()) && !told.size) {
    ask(); // a text that comes back, or is corrected
  }

  async function ask() {
    const texts = fields.map((field) => field.value);
    if (texts.join("\0") === asked) {
      shown.value = "1"; // typed, and taken back
      return;
    }
    if (fields.some(isTooLong)) {
      return;
    }
    running?.abort();
    running = new AbortController();
    const body = new URLSearchParams({csrf_token: form.elements.csrf_token.value});
    fields.forEach((field) => body.set(field.name, field.value));
    try {
      const answer = await fetch(form.dataset.hints, {
        method: "POST", body, redirect: "error", signal: running.signal,
      });
      const found = answer.ok ? (await answer.json()).fields : null;
      if (found === null) {
        rest();
      } else if (fields.every((field, place) => field.value === texts[place])) {
        asked = texts.join("\0");
        show(found);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        rest();
      }
    }
  }

  function rest() {
    promise.textContent = promise.dataset.away;
    clearTimeout(pause);
    pause = setTimeout(ask, REST);
  }

  function isTooLong(field) {
    const line = document.getElementById(`${field.id}-count`);
    return line !== null && [...field.value].length > Number(line.dataset.limit);
  }

  // Under each field what is there now; spoken only what is new.
  function show(found) {
    for (const panel of panels) {
      const html = found[panel.dataset.hintsOf] ?? "";
      if (panel.dataset.html !== html && !panel.contains(document.activeElement)) {
        panel.dataset.html = html;
        panel.innerHTML = html;
      }
    }
    promise.textContent = promised;
    shown.value = "1";
    count();
    const sentences = spoken();
    const fresh = sentences.filter((sentence) => !told.has(sentence));
    voice.textContent = fresh.join(" ");
    told.clear();
    sentences.forEach((sentence) => told.add(sentence));
  }

  function spoken() {
    return [...form.querySelectorAll("[data-hints-of] .hint")].map((hint) =>
      [...hint.querySelectorAll("[data-spoken], mark")].map((part) => part.textContent).join(" "));
  }

  function count() {
    const number = form.querySelectorAll("[data-hints-of] .hint").length;
    const words = number === 1 ? counted.dataset.one : counted.dataset.many;
    counted.textContent = words.replace("{n}", number);
    counted.hidden = number === 0;
  }

  // To the words in the text, selected: the field is brought into view with them.
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-start]");
    if (!link) {
      return;
    }
    const field = document.getElementById(link.hash.slice(1));
    event.preventDefault();
    field.focus();
    field.setSelectionRange(Number(link.dataset.start), Number(link.dataset.end));
    field.scrollIntoView({block: "center"});
  });
}
