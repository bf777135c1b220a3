/** "/family/0/id_number" -> ["family", 0, "id_number"], as antd names fields. */
export function fieldOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** An id that survives in the DOM: for the links of the error summary. */
export function fieldId(form: string, name: readonly (string | number)[]): string {
  return [form, ...name].join("_");
}
