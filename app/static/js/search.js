// Suggestions below a search box while somebody types, after the combobox pattern of the ARIA guide: the arrows
// choose, Enter goes there, Escape closes. Without this script the box is a plain field of a plain form.

const PAUSE = 150;

for (const box of document.querySelectorAll("[data-suggestions]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${box.id}-suggesties`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  box.after(list, spoken);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);

  let chosen = -1;
  let pause;
  let asking;

  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < 0) {
      box.removeAttribute("aria-activedescendant");
    } else {
      box.setAttribute("aria-activedescendant", list.children[chosen].id);
      list.children[chosen].scrollIntoView({ block: "nearest" });
    }
  };

  const close = () => {
    clearTimeout(pause);
    asking?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const show = (found) => {
    list.replaceChildren(...found.map((suggestion, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.className = "suggestion";
      option.dataset.address = suggestion.address;
      option.setAttribute("role", "option");
      const detail = document.createElement("span");
      detail.className = "suggestion__detail";
      detail.textContent = suggestion.detail;
      option.append(suggestion.label, " ", detail);
      return option;
    }));
    choose(-1);
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
    const words = found.length === 1 ? box.dataset.one : box.dataset.many;
    spoken.textContent = found.length ? words.replace("{n}", found.length) : "";
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = `${box.dataset.suggestions}?${new URLSearchParams({ q: box.value })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      show(answer.ok ? await answer.json() : []);
    } catch {
      // Another letter came, or the network is away: the form still works.
    }
  };

  const go = (option) => {
    window.location.assign(option.dataset.address);
  };

  box.addEventListener("input", () => {
    clearTimeout(pause);
    if (box.value.trim().length < 2) {
      close();
    } else {
      pause = setTimeout(ask, PAUSE);
    }
  });

  box.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden) {
      if (event.key === "ArrowDown" && box.value.trim().length > 1) {
        event.preventDefault();
        ask();
      }
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      choose(chosen === last ? -1 : chosen + 1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });

  // Pressing the mouse must not take the focus from the box before the click is there.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      go(option);
    }
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", () => {
    close();
    // An address without empty parts is easier to share.
    for (const field of box.form.elements) {
      field.disabled ||= field.name !== "" && field.value === "" && field.type !== "submit";
    }
  });
  window.addEventListener("pageshow", () => {
    for (const field of box.form.elements) {
      field.disabled = false;
    }
  });
}
