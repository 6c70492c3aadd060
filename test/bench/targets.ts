// What is to be reached in Chromium, as ratios to peers measured in the same run, and whether it was. The figures are those
// of the project's own goals; a ratio below one is a distance to native code.

import { times } from "./print.ts";
import type { Row } from "./rows.ts";

export type Target = {
	readonly work: string;
	readonly peer: string;
	/** The peer's median over ours. */
	readonly atLeast: number;
};

export const fallbackWork = "fallback backend without relaxed SIMD";

export const targets: readonly Target[] = [
	...[
		{ peer: "bls-eth-wasm", atLeast: 4 },
		{ peer: "@noble/curves", atLeast: 8 },
		{ peer: "@chainsafe/blst", atLeast: 1 / 1.5 },
	].map((one) => ({ work: "sync-committee verification", ...one })),
	{
		work: "512 keys decompressed and checked",
		peer: "@chainsafe/blst",
		atLeast: 1,
	},
	{ work: "Groth16, 5 inputs", peer: "mcl-wasm", atLeast: 4 },
	{ work: "Groth16, 5 inputs", peer: "snarkjs", atLeast: 14 },
	{ work: "PLONK", peer: "snarkjs", atLeast: 6 },
	{ work: "keccak 532 B", peer: "hash-wasm", atLeast: 2.4 },
	{ work: "keccak 532 B", peer: "@noble/hashes", atLeast: 20 },
	{ work: "MPT account proof", peer: "@ethereumjs/mpt", atLeast: 30 },
	{ work: "sha256 of 64 B", peer: "@chainsafe/as-sha256", atLeast: 4 },
	{ work: fallbackWork, peer: "bls-eth-wasm", atLeast: 2.5 },
	...[
		{ peer: "@noble, aggregate less absentees", atLeast: 8 },
		{ peer: "@noble, every key", atLeast: 50 },
		{ peer: "one @chainsafe/blst signature", atLeast: 1 / 5 },
	].map((one) => ({ work: "sync of consecutive periods, a period", ...one })),
];

/**
 * The rows, and for each runtime one more: signatures by the first backend that needs neither relaxed SIMD nor what
 * browsers have behind a flag.
 */
export const withFallback = (rows: readonly Row[]): readonly Row[] => [
	...rows,
	...rows
		.filter(
			({ work, backend }) =>
				work === "sync-committee verification" && backend === "extmul",
		)
		.map((row) => ({ ...row, work: fallbackWork })),
];

/** What a realm in Chromium takes today; wide arithmetic is behind a flag there, and noble is a peer. */
const counts = ({ runtime, backend }: Row): boolean =>
	runtime === "chromium" && !backend.startsWith("wide") && backend !== "noble";

/** For each target whose work was measured in Chromium: the ratio of the fastest of ours, and whether it is enough. */
export const targetLines = (rows: readonly Row[]): readonly string[] =>
	targets.flatMap(({ work, peer, atLeast }) => {
		const [fastest] = rows
			.filter((row) => row.work === work && counts(row))
			.sort((a, b) => a.minMs - b.minMs);
		const figure = fastest?.peers[peer];
		if (fastest === undefined || figure === undefined) return [];
		const { ratio, minMs } = figure;
		const verdict = ratio >= atLeast ? "reached" : "NOT REACHED";
		return [
			`  ${verdict.padEnd(12)}${times(ratio).padStart(7)} of ${times(atLeast)} ${peer} (least times ${times(minMs / fastest.minMs)}): ${work}, ${fastest.backend}`,
		];
	});
