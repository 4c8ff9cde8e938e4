// The page: asks the API for figures, draws them, and asks again when the lakehouse changes.

const NAMES = ["from", "to", "category", "country"];
const SLA_MILLIS = 8000;
const $ = (selector, within = document) => within.querySelector(selector);
const money = new Intl.NumberFormat("en-US", {style: "currency", currency: "USD", maximumFractionDigits: 0});
const cents = new Intl.NumberFormat("en-US", {style: "currency", currency: "USD"});
const whole = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});
const shortMoney = new Intl.NumberFormat("en-US", {style: "currency", currency: "USD", notation: "compact", maximumFractionDigits: 1});
const percent = new Intl.NumberFormat("en-US", {style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1});

// ---------- elements

/** An element with attributes and children; text never becomes markup. */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function shape(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const day = (text) => new Date(text + "T00:00:00Z").toLocaleDateString("en-GB", {day: "numeric", month: "short", timeZone: "UTC"});
const minute = (text) => text.slice(11, 16);
const seconds = (millis) => (millis < 1000 ? whole.format(millis) + " ms" : (millis / 1000).toFixed(1) + " s");

function ago(text) {
  const passed = (Date.now() - Date.parse(text)) / 1000;
  if (passed < 90) return Math.max(0, Math.round(passed)) + " s ago";
  if (passed < 5400) return Math.round(passed / 60) + " min ago";
  if (passed < 129600) return Math.round(passed / 3600) + " h ago";
  return Math.round(passed / 86400) + " d ago";
}

// ---------- drawing

/** About this many round steps from 0, or from what is below it, to the most. */
function ticks(least, most, about) {
  const span = most - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / about));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => span / size <= about) ?? power * 10;
  const all = [];
  for (let at = Math.ceil(least / step) * step; at <= most + step * 1e-6; at += step) all.push(Number(at.toPrecision(12)));
  return all;
}

function frame(width, height, label) {
  return shape("svg", {width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, tabindex: 0});
}

/** Columns from left to right, or a line where there are many. `items` have label, value, tip, and maybe kind and pick. */
function columns(box, items, {label, format, line = false}) {
  const {width, height} = box;
  const left = 52, right = 8, top = 10, bottom = 22;
  const svg = frame(width, height, label);
  const values = items.map((item) => item.value);
  const least = Math.min(0, ...values), most = Math.max(1, ...values);
  const y = (value) => top + (height - top - bottom) * (1 - (value - least) / (most - least));
  const step = (width - left - right) / items.length;
  for (const at of ticks(least, most, 4)) {
    svg.append(
      shape("line", {x1: left, x2: width - right, y1: y(at), y2: y(at), class: at === 0 ? "baseline" : "gridline"}),
      shape("text", {x: left - 8, y: y(at) + 4, "text-anchor": "end"}, format(at)));
  }
  if (line) {
    const points = items.map((item, i) => `${left + step * (i + 0.5)},${y(item.value)}`);
    svg.append(
      shape("path", {class: "area", d: `M${left + step / 2},${y(0)}L${points.join("L")}L${left + step * (items.length - 0.5)},${y(0)}Z`}),
      shape("path", {class: "line", d: "M" + points.join("L")}));
  }
  const every = Math.max(1, Math.ceil(58 / step));
  items.forEach((item, i) => {
    const x = left + step * i;
    if (!line) {
      const from = y(Math.max(0, item.value)), to = y(Math.min(0, item.value));
      svg.append(shape("rect", {class: "bar " + (item.kind ?? ""), x: x + step * 0.12, width: Math.max(1, step * 0.76), y: from, height: Math.max(0, to - from)}));
    }
    if (i % every === 0 && x + step / 2 - 22 > left - 24 && x + step / 2 + 22 < width + 8) {
      svg.append(shape("text", {x: x + step / 2, y: height - 5, "text-anchor": "middle"}, item.label));
    }
    svg.append(shape("rect", {class: "hit", x, width: step, y: top, height: height - top - bottom, "data-tip": item.tip}));
  });
  return svg;
}

/** Bars from top to bottom, each with its name and figure. */
function bars(box, items, {label, format}) {
  const {width, height} = box;
  const shown = items.slice(0, Math.max(1, Math.floor(height / 16)));
  const longest = Math.min(width * 0.42, 22 + 7 * Math.max(...shown.map((item) => item.label.length)));
  const room = 74;
  const svg = frame(width, height, label);
  const step = Math.min(34, height / shown.length);
  const most = Math.max(1, ...shown.map((item) => item.value));
  shown.forEach((item, i) => {
    const y = step * i, length = Math.max(0, ((width - longest - room) * item.value) / most);
    const name = item.label.length * 7 > longest - 8 ? item.label.slice(0, Math.floor((longest - 8) / 7) - 1) + "…" : item.label;
    svg.append(
      shape("text", {x: longest - 8, y: y + step / 2 + 4, "text-anchor": "end", class: item.kind === "chosen" ? "strong" : null}, name),
      shape("rect", {class: "bar " + (item.kind ?? ""), x: longest, width: Math.max(1, length), y: y + step * 0.18, height: step * 0.64, rx: 2}),
      shape("text", {x: longest + length + 6, y: y + step / 2 + 4, class: "strong"}, format(item.value)),
      shape("rect", {class: "hit", x: 0, width, y, height: step, "data-tip": item.tip, "data-pick": item.pick}));
  });
  return svg;
}

/** Rates with their intervals, one line each. */
function intervals(box, items, {label}) {
  const {width, height} = box;
  const left = 84, right = 64, bottom = 22;
  const svg = frame(width, height, label);
  const most = Math.max(0.001, ...items.map((item) => item.upper ?? item.value));
  const x = (value) => left + ((width - left - right) * value) / most;
  for (const at of ticks(0, most, 4)) {
    svg.append(
      shape("line", {x1: x(at), x2: x(at), y1: 0, y2: height - bottom, class: at === 0 ? "baseline" : "gridline"}),
      shape("text", {x: x(at), y: height - 5, "text-anchor": "middle"}, new Intl.NumberFormat("en-US", {style: "percent", maximumFractionDigits: 1}).format(at)));
  }
  const step = (height - bottom) / items.length;
  items.forEach((item, i) => {
    const y = step * (i + 0.5);
    svg.append(
      shape("text", {x: left - 8, y: y + 4, "text-anchor": "end"}, item.label),
      shape("line", {class: "interval", x1: x(item.lower), x2: x(item.upper), y1: y, y2: y}),
      shape("circle", {class: "dot-mark", cx: x(item.value), cy: y, r: 6}),
      shape("text", {x: x(item.upper) + 8, y: y + 4, class: "strong"}, percent.format(item.value)),
      shape("rect", {class: "hit", x: 0, width, y: y - step / 2, height: step, "data-tip": item.tip}));
  });
  return svg;
}

// ---------- cards: what each shows, in words, as a picture and as a table

// To the cent: a sum of fractions is not quite the sum of the money.
const sum = (rows, column) => rows.reduce((all, row) => all + Math.round(Number(row[column]) * 100), 0) / 100;
const sales = (name, row) => `${name}\n${cents.format(row.revenue)} · ${whole.format(row.orders)} ${row.orders === 1 ? "order" : "orders"}`;

const CARDS = {
  trend: {
    title: "Revenue",
    text: (rows) => `${money.format(sum(rows, "revenue"))} from ${day(rows[0].first_day)} to ${day(rows.at(-1).last_day)}` +
      (rows[0].first_day === rows[0].last_day ? ", by day" : ", by week"),
    draw: (rows, box, label) => columns(box, rows.map((row) => ({
      label: day(row.first_day), value: row.revenue, kind: row.partial ? "partial" : "",
      tip: sales(row.first_day === row.last_day ? day(row.first_day) : `${day(row.first_day)} to ${day(row.last_day)}${row.partial ? " (not a whole week)" : ""}`, row),
    })), {label, format: (value) => shortMoney.format(value), line: rows.length > 14}),
  },
  windows: {
    title: "Latest minutes",
    order: (rows) => [...rows].reverse(),
    text: (rows) => `${money.format(sum(rows, "revenue"))} in the last ${rows.length} minutes with sales, ${rows.filter((row) => row.late).length} of them with late events`,
    draw: (rows, box, label) => columns(box, rows.map((row) => ({
      label: rows[0].window_start.slice(0, 10) === rows.at(-1).window_start.slice(0, 10) ? minute(row.window_start) : day(row.window_start.slice(0, 10)), value: row.revenue, kind: row.late ? "other" : "",
      tip: sales(row.window_start.slice(0, 16).replace("T", " ") + (row.late ? ", late events came" : ""), row),
    })), {label, format: (value) => shortMoney.format(value)}),
  },
  categories: {
    title: "Revenue by category",
    text: (rows) => `${rows[0].category} leads with ${percent.format(rows[0].share)}`,
    draw: (rows, box, label) => bars(box, rows.map((row) => ({
      label: row.category, value: row.revenue, pick: "category=" + row.category,
      kind: chosen("category", row.category), tip: sales(row.category, row) + `\n${percent.format(row.share)} of revenue`,
    })), {label, format: (value) => shortMoney.format(value)}),
  },
  countries: {
    title: "Revenue by country",
    text: (rows) => `${rows[0].country} leads with ${percent.format(rows[0].share)}`,
    draw: (rows, box, label) => bars(box, rows.map((row) => ({
      label: row.country, value: row.revenue, pick: "country=" + row.country,
      kind: chosen("country", row.country), tip: sales(row.country, row) + `\n${percent.format(row.share)} of revenue`,
    })), {label, format: (value) => shortMoney.format(value)}),
  },
  hourly: {
    title: "Revenue by hour",
    text: (rows) => {
      const best = rows.reduce((most, row) => (Number(row.revenue) > Number(most.revenue) ? row : most));
      return `Most between ${best.hour}:00 and ${best.hour + 1}:00 UTC`;
    },
    draw: (rows, box, label) => columns(box, rows.map((row) => ({
      label: String(row.hour), value: row.revenue, tip: sales(`${row.hour}:00 to ${row.hour + 1}:00`, row),
    })), {label, format: (value) => shortMoney.format(value)}),
  },
  segments: {
    title: "Segments",
    text: (rows) => `${rows.length} segments of ${whole.format(sum(rows, "customers"))} customers, by value of the next 12 months`,
    draw: (rows, box, label) => bars(box, rows.map((row) => ({
      label: row.segment, value: row.clv_12m,
      tip: `${row.segment}\n${whole.format(row.customers)} customers (${percent.format(row.share)})\n${cents.format(row.mean_clv_12m)} each in 12 months\nalive with ${percent.format(row.mean_prob_alive)}`,
    })), {label, format: (value) => shortMoney.format(value)}),
  },
  experiment: {
    title: "A/B test",
    rows: (data) => data.metrics,
    text: (rows, data) => verdict(data),
    draw: (rows, box, label) => {
      const arms = rows.filter((row) => row.metric === "conversion_rate" && row.arm && row.lower !== null);
      return arms.length === 0
        ? element("p", {class: "missing"}, "The test has no conversion rates.")
        : intervals(box, arms.map((row) => ({
          label: row.arm, value: row.value, lower: row.lower, upper: row.upper,
          tip: `${row.arm}: ${percent.format(row.value)} converted\n95% interval ${percent.format(row.lower)} to ${percent.format(row.upper)}`,
        })), {label});
    },
  },
  latency: {
    title: "Latency to the verdict",
    text: (rows) => `${percent.format(rows[0].share_within_sla)} within the SLA of 8 s, waiting in Kafka included, of ${whole.format(rows[0].events)} events`,
    draw: (rows, box, label) => bars(box, rows.map((row) => ({
      label: row.percentile === 100 ? "max" : "p" + row.percentile, value: row.latency_ms,
      kind: row.latency_ms > SLA_MILLIS ? "other" : "",
      tip: `${row.percentile === 100 ? "The slowest" : row.percentile + "% within"}\n${seconds(row.latency_ms)}: ${row.latency_ms > SLA_MILLIS ? "beyond" : "within"} the SLA of 8 s`,
    })), {label, format: seconds}),
  },
};

function verdict(data) {
  const metric = (name) => data.metrics.find((row) => row.metric === name);
  const parts = [];
  if (data.decision) parts.push(data.decision.replaceAll("_", " "));
  const lift = metric("relative_lift");
  if (lift) parts.push(`lift ${percent.format(lift.value)}`);
  const chance = metric("chi_square_p_value");
  if (chance) parts.push(`p ${chance.value < 0.001 ? "< 0.001" : "= " + chance.value.toFixed(3)}`);
  const gain = metric("return_on_investment");
  if (gain) parts.push(`return on investment ${percent.format(gain.value)}`);
  return (data.experiment ?? "no test yet") + (parts.length ? ": " + parts.join(", ") : "");
}

function chosen(name, value) {
  const picked = shown?.filters[name];
  return picked === null || picked === undefined ? "" : picked === value ? "chosen" : "quiet";
}

function frameCard(card, title, tools) {
  card.replaceChildren(
    element("div", {class: "head"}, element("h2", {}, title), tools ? element("div", {class: "tools"},
      tool("Table", title, () => toggleTable(card)), tool("PNG", title, () => savePicture(card)), tool("CSV", title, () => saveTable(card))) : null),
    element("p", {class: "sub"}, "\u00a0"), element("div", {class: "body"}), element("p", {class: "foot"}, "\u00a0"));
}

function tool(name, of, action) {
  const button = element("button", {type: "button", "aria-label": `${name} of ${of}`}, name);
  button.addEventListener("click", action);
  return button;
}

function showCard(card, name, answer) {
  const kind = CARDS[name];
  const body = $(".body", card);
  card.rows = [];
  if (!answer.available) {
    $(".sub", card).textContent = "\u00a0";
    $(".foot", card).textContent = "\u00a0";
    body.replaceChildren(element("p", {class: "missing"}, answer.message));
    return;
  }
  const rows = kind.order ? kind.order(answer.data) : kind.rows ? kind.rows(answer.data) : answer.data;
  card.rows = rows;
  $(".foot", card).textContent = `${answer.source} version ${answer.version}, ${ago(answer.committed_at)}` +
    (answer.filtered_by.length ? "" : " · not filtered");
  if (rows.length === 0) {
    $(".sub", card).textContent = "\u00a0";
    body.replaceChildren(element("p", {class: "missing"}, "No rows to show for these filters."));
    return;
  }
  const text = kind.text(rows, answer.data);
  $(".sub", card).textContent = text;
  $(".sub", card).title = text;
  if (card.tabled) body.replaceChildren(table(rows));
  else body.replaceChildren(kind.draw(rows, {width: body.clientWidth, height: body.clientHeight}, `${kind.title}: ${text}`));
}

function table(rows) {
  const names = Object.keys(rows[0]);
  const number = (name) => rows.some((row) => typeof row[name] === "number");
  return element("table", {},
    element("thead", {}, element("tr", {}, ...names.map((name) => element("th", {scope: "col", class: number(name) ? "number" : null}, name.replaceAll("_", " "))))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...names.map((name) => element("td", {class: number(name) ? "number" : null}, tableValue(row[name])))))));
}

const tableValue = (value) => (value === null ? "" : typeof value === "number" ? value.toLocaleString("en-US", {maximumFractionDigits: 4}) : String(value));

function toggleTable(card) {
  card.tabled = !card.tabled;
  const body = $(".body", card);
  body.classList.toggle("scroll", card.tabled);
  if (card.tabled) body.setAttribute("tabindex", 0);
  else body.removeAttribute("tabindex");
  $(".tools button", card).textContent = card.tabled ? "Chart" : "Table";
  showCard(card, card.dataset.card, shown.cards[card.dataset.card]);
}

// ---------- key figures and health

const KPI_FORMATS = {
  revenue: (value) => money.format(value), orders: (value) => whole.format(value), average_order_value: (value) => cents.format(value),
  buyers: (value) => whole.format(value), purchases_per_view: (value) => percent.format(value), return_rate: (value) => percent.format(value),
};

function showKeyFigures(answer) {
  for (const kpi of document.querySelectorAll(".kpi")) {
    const figure = answer.available ? answer.data.figures.find((it) => it.name === kpi.dataset.kpi) : null;
    const format = KPI_FORMATS[kpi.dataset.kpi];
    $(".value", kpi).textContent = figure && figure.value !== null ? format(figure.value) : "–";
    const change = $(".change", kpi);
    if (!answer.available) change.replaceChildren(answer.message);
    else if (figure.change === null) change.replaceChildren("nothing to compare with");
    else {
      const better = kpi.dataset.kpi === "return_rate" ? figure.change < 0 : figure.change > 0;
      const sign = figure.change > 0 ? "▲ +" : figure.change < 0 ? "▼ " : "";
      change.replaceChildren(element("b", {class: figure.change === 0 ? "" : better ? "up" : "down"}, sign + percent.format(figure.change)), ` from ${format(figure.before)}`);
      change.title = `before: ${answer.data.before_from} to ${answer.data.before_to}`;
    }
  }
}

function showHealth(card, health) {
  const fact = (name, value) => element("div", {}, element("dt", {}, name), element("dd", {}, value));
  $(".sub", card).textContent = `${whole.format(health.events)} events in silver`;
  card.rows = health.tables;
  const last = health.tables.map((it) => it.committed_at).filter(Boolean).sort().at(-1);
  $(".foot", card).textContent = last ? `last commit ${last.slice(0, 19).replace("T", " ")} UTC` : "no commit yet";
  $(".body", card).replaceChildren(
    element("dl", {class: "facts"},
      fact("Late", health.late_share === null ? "–" : percent.format(health.late_share)),
      fact("In quarantine", whole.format(health.quarantined)),
      fact("Duplicates", health.duplicates === null ? "–" : whole.format(health.duplicates)),
      fact("Waiting in Kafka", health.lag_records === null ? "no broker named" : whole.format(health.lag_records))),
    element("table", {},
      element("thead", {}, element("tr", {}, ...["Table", "Version", "Rows", "Last commit"].map((name, i) => element("th", {scope: "col", class: i === 1 || i === 2 ? "number" : null}, name)))),
      element("tbody", {}, ...health.tables.map((it) => element("tr", {},
        element("td", {}, it.name),
        element("td", {class: "number"}, it.version === undefined ? "" : String(it.version)),
        element("td", {class: "number"}, it.rows === undefined ? "" : whole.format(it.rows)),
        element("td", {title: it.committed_at ?? ""}, it.problem ?? (it.committed_at ? ago(it.committed_at) : `${it.made_by} makes it`)))))));
}

// ---------- what is shown, and the address that holds it

let shown = null;
let asking = null;
let again = false;

function wanted() {
  const given = new URLSearchParams(location.search);
  const kept = new URLSearchParams();
  for (const name of NAMES) if (given.get(name)) kept.set(name, given.get(name));
  return kept;
}

function go(changes) {
  const next = wanted();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  history.pushState(null, "", next.size ? "?" + next : location.pathname);
  refresh();
}

/** Asks for all figures and shows them. While it asks, further wishes become one. */
async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const response = await fetch("api/overview?" + wanted());
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error.message);
    problem(null);
    shown = answer;
    show();
  } catch (failure) {
    problem(failure instanceof TypeError ? "The dashboard's server does not answer. It is asked again when it does." : failure.message);
  } finally {
    asking = null;
    if (again) {
      again = false;
      refresh();
    }
  }
}

function problem(message) {
  const place = $("#problem");
  place.hidden = message === null;
  place.textContent = message ?? "";
}

function show() {
  const focused = document.activeElement?.closest?.("[data-card]");
  const hadPicture = focused && document.activeElement.tagName === "svg";
  showFilters();
  showKeyFigures(shown.cards.kpis);
  for (const name of Object.keys(CARDS)) showCard($(`[data-card="${name}"]`), name, shown.cards[name]);
  showHealth($('[data-card="health"]'), shown.health);
  if (hadPicture) $(".body svg", focused)?.focus();
  document.body.dataset.generation = shown.generation;
}

function showFilters() {
  const form = $("#filters");
  const {filters, choices} = shown;
  for (const name of ["category", "country"]) {
    const list = choices[name === "category" ? "categories" : "countries"];
    form.elements[name].replaceChildren(element("option", {value: ""}, "All"), ...list.map((value) => element("option", {value}, value)));
    form.elements[name].value = filters[name] ?? "";
  }
  for (const name of ["from", "to"]) {
    form.elements[name].min = choices.first_day;
    form.elements[name].max = choices.last_day;
    form.elements[name].value = filters[name];
  }
  const days = (Date.parse(filters.to) - Date.parse(filters.from)) / 86400000 + 1;
  for (const button of form.querySelectorAll("[data-days]")) {
    const all = filters.from === choices.first_day && filters.to === choices.last_day;
    button.setAttribute("aria-pressed", String(button.dataset.days === "all" ? all : Number(button.dataset.days) === days && filters.to === choices.last_day));
  }
}

function listenToFilters() {
  const form = $("#filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => go({[event.target.name]: event.target.value}));
  for (const button of form.querySelectorAll("[data-days]")) {
    button.addEventListener("click", () => {
      if (!shown) return;
      const {first_day: first, last_day: last} = shown.choices;
      const from = new Date(Date.parse(last) - (Number(button.dataset.days) - 1) * 86400000).toISOString().slice(0, 10);
      go({from: button.dataset.days === "all" || from < first ? first : from, to: last});
    });
  }
  $("#reset").addEventListener("click", () => go({from: null, to: null, category: null, country: null}));
  addEventListener("popstate", refresh);
}

// ---------- tooltips, by pointer and by keys

function showTip(text, x, y) {
  const tip = $("#tip");
  tip.textContent = text;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - box.width - 8)) + "px";
  tip.style.top = (y + 18 + box.height > innerHeight ? y - box.height - 10 : y + 18) + "px";
}

const hideTip = () => { $("#tip").hidden = true; };

function tipOf(target) {
  const mark = target.closest?.("[data-tip], .gallery [aria-label]");
  if (!mark || mark.tagName === "BUTTON" || mark.matches("svg, [role='img']")) return null;
  return {mark, text: mark.dataset.tip ?? mark.getAttribute("aria-label").replaceAll("; ", "\n")};
}

function listenToMarks() {
  document.addEventListener("pointermove", (event) => {
    const found = tipOf(event.target);
    if (found) showTip(found.text, event.clientX, event.clientY);
    else hideTip();
  });
  document.addEventListener("scroll", hideTip, {passive: true});
  document.addEventListener("focusout", hideTip);
  document.addEventListener("click", (event) => pick(event.target.closest?.("[data-pick]")));
  document.addEventListener("keydown", (event) => {
    const svg = event.target.closest?.(".body svg[tabindex]");
    if (event.key === "Escape") hideTip();
    if (!svg) return;
    const marks = [...svg.querySelectorAll(".hit")];
    const at = marks.findIndex((mark) => mark.classList.contains("on"));
    if (event.key === "Enter" && at >= 0) return pick(marks[at].closest("[data-pick]"));
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (!step || marks.length === 0) return;
    event.preventDefault();
    const next = marks[Math.min(marks.length - 1, Math.max(0, at + step))];
    marks.forEach((mark) => mark.classList.toggle("on", mark === next));
    const box = next.getBoundingClientRect();
    showTip(next.dataset.tip, box.left + box.width / 2, box.top + Math.min(40, box.height / 2));
  });
}

/** Filters by what was picked; picked again, by it no more. */
function pick(mark) {
  if (!mark) return;
  const [, name, value] = /^(\w+)=(.*)$/.exec(mark.dataset.pick);
  go({[name]: shown.filters[name] === value ? null : value});
}

// ---------- downloads

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function saveTable(card) {
  if (!card.rows?.length) return;
  const names = Object.keys(card.rows[0]);
  const cell = (value) => (value === null || value === undefined ? "" : /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const lines = [names.join(","), ...card.rows.map((row) => names.map((name) => cell(row[name])).join(","))];
  save(new Blob([lines.join("\r\n") + "\r\n"], {type: "text/csv"}), card.dataset.card + ".csv");
}

/** The picture with its title, at twice the size. Colours of the page's style become the picture's own. */
async function savePicture(card) {
  const svg = $(".body > svg", card);
  if (!svg) return;
  const {width, height} = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  const nodes = [...svg.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((node, i) => {
    const style = getComputedStyle(nodes[i]);
    for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size"]) node.setAttribute(name, style.getPropertyValue(name));
  });
  const page = getComputedStyle(document.documentElement);
  const around = shape("svg", {xmlns: "http://www.w3.org/2000/svg", width: 2 * (width + 32), height: 2 * (height + 76), viewBox: `-16 -60 ${width + 32} ${height + 76}`},
    shape("rect", {x: -16, y: -60, width: width + 32, height: height + 76, fill: page.getPropertyValue("--background")}),
    shape("text", {x: 0, y: -36, fill: page.getPropertyValue("--text"), "font-size": 16, "font-weight": 600, "font-family": "Inter, sans-serif"}, $("h2", card).textContent),
    shape("text", {x: 0, y: -16, fill: page.getPropertyValue("--muted"), "font-size": 12, "font-family": "Inter, sans-serif"}, $(".sub", card).textContent), copy);
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(around));
  await image.decode();
  const canvas = element("canvas", {width: image.width, height: image.height});
  canvas.getContext("2d").drawImage(image, 0, 0);
  canvas.toBlob((blob) => save(blob, card.dataset.card + ".png"), "image/png");
}

// ---------- a customer

function listenToCustomer() {
  $("#customer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const place = $("#customer-answer");
    const id = event.target.elements.id.value;
    const response = await fetch("api/customers/" + encodeURIComponent(id));
    const answer = await response.json();
    if (!response.ok) return place.replaceChildren(element("p", {class: "note"}, answer.error.message));
    const list = element("dl", {class: "pairs"}, element("dt", {}, "P(alive)"), element("dd", {}, answer.prob_alive === null ? "not estimated" : percent.format(answer.prob_alive)));
    for (const part of ["segment", "value", "features"]) {
      list.append(element("h3", {}, {segment: "Segment", value: "Expected value", features: "Features"}[part]));
      if (!answer[part]) list.append(element("dt", {}, "unknown"), element("dd", {}, ""));
      for (const [name, value] of Object.entries(answer[part] ?? {})) {
        if (name !== "user_id") list.append(element("dt", {}, name.replaceAll("_", " ")), element("dd", {}, tableValue(value)));
      }
    }
    place.replaceChildren(list);
  });
}

// ---------- all charts, as the server draws them

const theme = () => document.documentElement.dataset.theme;

async function fillGallery() {
  const charts = await (await fetch("api/charts")).json();
  const nearby = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) drawn(entry.target);
  }, {rootMargin: "300px"});
  for (const chart of charts) {
    const card = element("section", {class: "card", "data-chart": chart.id});
    frameCard(card, chart.id.replace(/^\d+-/, "").replaceAll("-", " "), false);
    $(".body", card).replaceChildren(element("p", {class: "missing"}, "Drawing …"));
    $("#gallery").append(card);
    nearby.observe(card);
  }
}

async function drawn(card) {
  const id = card.dataset.chart, wantedTheme = theme();
  if (card.dataset.drawn === wantedTheme) return;
  card.dataset.drawn = wantedTheme;
  const response = await fetch(`api/charts/${id}?theme=${wantedTheme}`);
  if (response.status === 202) {
    card.dataset.drawn = "";
    setTimeout(() => drawn(card), 1500);
    return;
  }
  const chart = await response.json();
  $("h2", card).textContent = chart.title;
  $(".sub", card).textContent = chart.subtitle || "\u00a0";
  $(".sub", card).title = chart.subtitle;
  $(".foot", card).textContent = chart.footer || "\u00a0";
  $(".foot", card).title = chart.footer;
  if (!$(".tools", card)) {
    $(".head", card).append(element("div", {class: "tools"}, ...["png", "csv"].map((kind) => tool(kind.toUpperCase(), chart.title, () => fetchFile(id, kind)))));
  }
  if (!chart.svg) return;
  const svg = document.adoptNode(new DOMParser().parseFromString(chart.svg, "image/svg+xml").documentElement);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${chart.title}. ${chart.subtitle}`);
  $(".body", card).replaceChildren(svg);
}

async function fetchFile(id, kind) {
  const response = await fetch(`api/charts/${id}.${kind}?theme=${theme()}`);
  if (response.status === 202) setTimeout(() => fetchFile(id, kind), 1000);
  else if (response.ok) save(await response.blob(), `${id}.${kind}`);
}

// ---------- theme, size, life

function listenToTheme() {
  const apply = (name) => {
    document.documentElement.dataset.theme = name;
    $("#theme").textContent = name === "dark" ? "Light" : "Dark";
    $("#theme").setAttribute("aria-pressed", String(name === "light"));
  };
  apply(localStorage.getItem("theme") === "light" ? "light" : "dark");
  $("#theme").addEventListener("click", () => {
    const next = theme() === "dark" ? "light" : "dark";
    localStorage.setItem("theme", next);
    apply(next);
    for (const card of document.querySelectorAll("[data-drawn]")) {
      if (card.dataset.drawn) drawn(card);
    }
  });
}

function live() {
  const state = (name, text) => {
    $("#live").dataset.state = name;
    $("#live-text").textContent = text;
  };
  const events = new EventSource("api/events");
  events.addEventListener("open", () => state("live", "live"));
  events.addEventListener("error", () => state("lost", "connection lost, trying again"));
  events.addEventListener("commit", (event) => {
    const {generation} = JSON.parse(event.data);
    if (shown && generation === shown.generation) return;
    refresh();
  });
}

listenToTheme();
listenToFilters();
listenToMarks();
listenToCustomer();
for (const name of Object.keys(CARDS)) frameCard($(`[data-card="${name}"]`), CARDS[name].title, true);
const health = $('[data-card="health"]');
frameCard(health, "Pipeline health", false);
$(".body", health).classList.add("scroll");
$(".body", health).setAttribute("tabindex", 0);
await refresh();
live();
fillGallery();
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width && shown) {
    width = innerWidth;
    requestAnimationFrame(show);
  }
});
