// What Vega expects of a browser or of Node, as far as drawing needs it.
globalThis.structuredClone ??= function clone(value) {
  if (Array.isArray(value)) {
    return value.map(clone);
  }
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clone(item)]));
};
globalThis.setTimeout ??= (task) => void Promise.resolve().then(task);
globalThis.clearTimeout ??= () => {};
globalThis.console ??= {log() {}, warn() {}, error() {}, info() {}, debug() {}};
