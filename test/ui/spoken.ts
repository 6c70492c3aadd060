// The sentences of the screens' tables, each by its place.

type Table = { readonly [name: string]: unknown };
const isTable = (raw: unknown): raw is Table =>
	typeof raw === "object" && raw !== null;

/** Every sentence of a table by its place; one with gaps as it reads with each gap numbered. */
export const spoken = (
	table: Table,
	place: string,
): readonly [string, string][] =>
	Object.entries(table).flatMap(([name, raw]): [string, string][] => {
		const here = `${place}${name}`;
		if (isTable(raw)) return [...spoken(raw, `${here}.`)];
		if (typeof raw !== "function") return [[here, String(raw)]];
		const gaps = Array.from({ length: 8 }, (_, i) => `⟨${i + 1}⟩`);
		return [[here, String(Reflect.apply(raw, undefined, gaps))]];
	});
