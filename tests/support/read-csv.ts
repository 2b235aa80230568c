/** The records of a text as RFC 4180 has them, and nothing more lenient. @throws where it is not so */
export function readCsv(text: string, separator = ","): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}]*))(${separator}|\\r\\n)`, "y");
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, quoted, plain = "", end] = field.exec(text) ?? [];
    if (end === undefined) throw new Error(`No field at ${at}: ${text.slice(at, at + 40)}`);
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === separator) continue;
    records.push(record);
    record = [];
  }
  if (record.length > 0) throw new Error("The last record has no end");
  return records;
}
