// Blocks of a module's memory, for what stays there while it is used. First fit; neighbours that are free become one.

import { Fault } from "../../base/fault.ts";

export type Blocks = {
	/** @returns the address of so many bytes, a multiple of 64. @throws wasm-refused when there is no memory left */
	readonly take: (bytes: number) => number;
	/** Gives back what `take` gave; anything else changes nothing. */
	readonly giveBack: (at: number) => void;
};

type Block = { readonly at: number; readonly size: number; used: boolean };

const alignment = 64;
const pageBytes = 65_536;

/**
 * @param start the first address, a multiple of 64
 * @param end behind the last one there is now
 * @param grow adds so many pages behind the end; false when it cannot
 */
export const openBlocks = (
	start: number,
	end: number,
	grow: (pages: number) => boolean,
): Blocks => {
	const blocks: Block[] = [{ at: start, size: end - start, used: false }];

	const joinFree = (): void => {
		for (let i = 1; i < blocks.length; ) {
			const [left, right] = blocks.slice(i - 1, i + 1);
			if (left === undefined || right === undefined) return;
			if (left.used || right.used) i++;
			else {
				const size = left.size + right.size;
				blocks.splice(i - 1, 2, { at: left.at, size, used: false });
			}
		}
	};

	const place = (size: number): number | undefined => {
		const index = blocks.findIndex((one) => !one.used && one.size >= size);
		const found = blocks[index];
		if (found === undefined) return undefined;
		const rest = found.size - size;
		blocks.splice(
			index,
			1,
			{ at: found.at, size, used: true },
			...(rest > 0 ? [{ at: found.at + size, size: rest, used: false }] : []),
		);
		return found.at;
	};

	return {
		take: (bytes) => {
			const size = Math.max(1, Math.ceil(bytes / alignment)) * alignment;
			const at = place(size);
			if (at !== undefined) return at;
			const last = blocks.at(-1);
			const behind = last === undefined ? end : last.at + last.size;
			const pages = Math.ceil(size / pageBytes);
			if (!grow(pages))
				throw new Fault("wasm-refused", "the module's memory cannot grow");
			blocks.push({ at: behind, size: pages * pageBytes, used: false });
			joinFree();
			const grown = place(size);
			if (grown === undefined) throw new RangeError("a block was lost");
			return grown;
		},
		giveBack: (at) => {
			const index = blocks.findIndex((one) => one.used && one.at === at);
			const block = blocks[index];
			if (block === undefined) return;
			block.used = false;
			joinFree();
		},
	};
};
