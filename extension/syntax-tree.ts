// A syntax tree as the build reads one, of the files of words.

/** What is read of a node of a syntax tree. */
export type Node = {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	readonly [field: string]: unknown;
};
export const isNode = (value: unknown): value is Node =>
	typeof value === "object" && value !== null && "type" in value;
/** Those of the list that are nodes; none where it is no list. */
export const nodesOf = (value: unknown): readonly Node[] =>
	Array.isArray(value) ? value.filter(isNode) : [];

/** The object in `x satisfies Y` and `x as const`. */
export const bare = (value: unknown): Node | undefined => {
	if (!isNode(value)) return undefined;
	return /^TS(As|Satisfies)Expression$/.test(value.type)
		? bare(value.expression)
		: value;
};
