// Writes src/l1/live-chains.ts anew from the pinned viem: npx tsx test/l1/make-live-chains.ts

import { writeFileSync } from "node:fs";
import * as chains from "viem/chains";
import { developmentIds } from "../../src/l1/live-chains.ts";

/** Every chain id that viem exports, ascending, but those of development tools. */
export const idsOfViem = (): readonly number[] => {
	const ids = new Set<number>();
	for (const chain of Object.values(chains))
		if (typeof chain === "object" && "id" in chain) ids.add(chain.id);
	return [...ids]
		.filter((id) => !developmentIds.includes(id))
		.sort((one, other) => one - other);
};

const mostWidth = 100;

const linesOf = (ids: readonly number[]): string => {
	const lines: string[] = [];
	let line = "";
	for (const id of ids) {
		const next = line === "" ? `${id}` : `${line} ${id}`;
		if (next.length > mostWidth) {
			lines.push(line);
			line = `${id}`;
		} else line = next;
	}
	return [...lines, line].join("\n");
};

export const sourceOf = (ids: readonly number[]): string =>
	`// The ids of chains that people hold money on, or may: what is signed names its chain by the id alone, so a file that gave
// one of these to a chain of its own would have its orders signed for the real one. Made by test/l1/make-live-chains.ts from
// viem/chains, which does not ship; a test holds the two equal.

/**
 * Left out: what anvil, hardhat and ganache call a chain on one's own machine. Nobody holds anything there, and a network
 * of one's own is what files are for.
 */
export const developmentIds: readonly number[] = [1337, 31337];

const ids = \`
${linesOf(ids)}
\`;

const live: ReadonlySet<number> = new Set(ids.trim().split(/\\s+/).map(Number));

/** How many there are. */
export const liveCount: number = live.size;

/** Is it the id of a chain that others know? */
export const isLiveChain = (chainId: number): boolean => live.has(chainId);
`;

if (process.argv[1]?.endsWith("make-live-chains.ts") === true)
	writeFileSync("src/l1/live-chains.ts", sourceOf(idsOfViem()));
