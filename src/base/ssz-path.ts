// Where a field stands in the hash tree of a container: its generalized index, from the names on the way to it. Only names
// matter here, in their order; what no path goes into needs no shape.
// Sources: https://github.com/ethereum/consensus-specs/blob/v1.6.0/ssz/merkle-proofs.md#ssz-object-to-index and, for containers
// whose tree grows as fields are added, https://eips.ethereum.org/EIPS/eip-7916 and eip-7495

/** The names of a container's fields in the order of its type, and what is in those that a path goes into. */
export type ContainerLayout = {
	readonly isProgressive: boolean;
	readonly names: readonly string[];
	readonly inside: { readonly [name: string]: ContainerLayout };
};

/** The names from a container down to one of its fields, or to a field of that. */
export type SszPath<L extends ContainerLayout> = {
	[N in L["names"][number]]:
		| readonly [N]
		| (L["inside"][N] extends ContainerLayout
				? N extends keyof L["inside"]
					? readonly [N, ...SszPath<L["inside"][N]>]
					: never
				: never);
}[L["names"][number]];

/** A container of a known number of fields: its tree is as wide as they need. */
export const containerLayout = <
	const N extends readonly string[],
	const I extends { readonly [name in N[number]]?: ContainerLayout },
>(
	names: N,
	inside: I,
) => ({ isProgressive: false, names, inside }) as const;

/** A progressive container: a field stands where it stands, whatever is added behind it. */
export const progressiveLayout = <
	const N extends readonly string[],
	const I extends { readonly [name in N[number]]?: ContainerLayout },
>(
	names: N,
	inside: I,
) => ({ isProgressive: true, names, inside }) as const;

/** The index below a container's own of its field `at` of `count`. */
const indexInContainer = (at: number, count: number): number => {
	let width = 1;
	while (width < count) width *= 2;
	return width + at;
};

/** Left of the root the fields, right of it which of them there are; among the fields left one, then 4, then 16 and so on. */
const indexInProgressive = (at: number): number => {
	let spine = 2;
	let width = 1;
	let rest = at;
	for (; rest >= width; width *= 4) {
		rest -= width;
		spine = 2 * spine + 1;
	}
	return 2 * spine * width + rest;
};

/**
 * @returns for a path its field's generalized index under the container's root, which has 1
 * @throws RangeError for a name that is not there
 */
export function generalizedIndexIn<L extends ContainerLayout>(
	layout: L,
): (path: SszPath<L>) => number;
export function generalizedIndexIn(
	layout: ContainerLayout,
): (path: readonly string[]) => number {
	return (path) => {
		let here: ContainerLayout | undefined = layout;
		let index = 1;
		for (const name of path) {
			const at: number = here?.names.indexOf(name) ?? -1;
			if (here === undefined || at < 0)
				throw new RangeError(`"path" has no "${name}"`);
			const below = here.isProgressive
				? indexInProgressive(at)
				: indexInContainer(at, here.names.length);
			// the subtree of `below`, hung in where the container's root stands
			const width = 2 ** Math.floor(Math.log2(below));
			index = index * width + below - width;
			here = here.inside[name];
		}
		return index;
	};
}
