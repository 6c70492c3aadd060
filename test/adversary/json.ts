// JSON that a liar takes apart and alters. Copies, never the original.

export type Tree =
	| null
	| boolean
	| number
	| string
	| readonly Tree[]
	| { readonly [key: string]: Tree };

export type Branch = { readonly [key: string]: Tree };

export const isBranch = (tree: Tree | undefined): tree is Branch =>
	typeof tree === "object" && tree !== null && !Array.isArray(tree);

export const isList = (tree: Tree | undefined): tree is readonly Tree[] =>
	Array.isArray(tree);

/** @throws SyntaxError */
export const treeOf = (text: string): Tree => JSON.parse(text) as Tree;

/** The tree with `change` applied at the path; as it is where the path leads nowhere. */
export const alterAt = (
	tree: Tree,
	path: readonly (string | number)[],
	change: (old: Tree) => Tree,
): Tree => {
	const [step, ...rest] = path;
	if (step === undefined) return change(tree);
	if (isList(tree) && typeof step === "number")
		return tree.map((part, i) =>
			i === step ? alterAt(part, rest, change) : part,
		);
	if (isBranch(tree) && typeof step === "string" && Object.hasOwn(tree, step))
		return { ...tree, [step]: alterAt(tree[step] ?? null, rest, change) };
	return tree;
};

export const readAt = (
	tree: Tree,
	path: readonly (string | number)[],
): Tree | undefined => {
	let part: Tree | undefined = tree;
	for (const step of path) {
		if (isList(part) && typeof step === "number") part = part[step];
		else if (isBranch(part) && typeof step === "string") part = part[step];
		else return undefined;
	}
	return part;
};

/** Hex with one bit of the byte `at` turned over. */
export const flipHex = (hex: string, at: number): string => {
	const from = 2 + 2 * at;
	const byte = Number.parseInt(hex.slice(from, from + 2), 16) ^ 1;
	return (
		hex.slice(0, from) +
		byte.toString(16).padStart(2, "0") +
		hex.slice(from + 2)
	);
};
