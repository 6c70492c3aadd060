// A Linea rollup, live: has its contract and its newest finalized root proved. Every conclusion is made by the rules beside this file;
// here is only what is asked for.

import type { Hex } from "../../../base/bytes.ts";
import type { AccountClaim } from "../../../source/execution.ts";
import type { Capture } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality } from "../../../trust/grade.ts";
import type { Verified } from "../../../trust/verified.ts";
import { contractPremises } from "../../proved.ts";
import type { Rollup, RollupNews } from "../../rollup.ts";
import { concludeLineaConfig, lineaConfigWanted } from "../checks/config.ts";
import type { LineaProfile } from "../checks/profile.ts";
import { concludeLineaRoot, lineaRootWanted } from "../checks/root.ts";
import { concludeLineaState } from "../checks/state.ts";
import type { LineaRoot, LineaState } from "../checks/values.ts";
import { type FinalizationParts, openFinalizations } from "./finalization.ts";
import { openLineaProver } from "./proofs.ts";

export type LineaParts = FinalizationParts & {
	/** Over the L1 endpoints. */
	readonly l1: Capture;
};

export type LineaNews = RollupNews<LineaRoot, LineaState>;

type HeaderFacts = {
	readonly blockHash: Hex;
	readonly finality: Finality;
	readonly root: Verified<LineaRoot>;
};

/** An endpoint may state any number; only a safe one is asked for. A hint which root to capture. */
const blockIn = (
	{ slots }: LineaProfile,
	[rollup]: readonly AccountClaim[],
): number | null => {
	const key = wordHex(slots.currentL2BlockNumber);
	const stated = rollup?.storageProof.find((slot) => slot.key === key)?.value;
	return stated === undefined || stated > BigInt(Number.MAX_SAFE_INTEGER)
		? null
		: Number(stated);
};

/** Capture ahead: one round for what is known, another when a block was finalized since. */
const openWatching = ({ profile, l1 }: LineaParts): Rollup["captureAhead"] => {
	let mark: number | null = null;

	return async (signal) => {
		const known =
			mark === null ? [] : lineaRootWanted(profile, { l2BlockNumber: mark });
		const claims = await l1.capture(
			[...lineaConfigWanted(profile), ...known],
			signal,
		);
		const now = blockIn(profile, claims);
		if (now === null || now === mark) return;
		mark = now;
		await l1.capture(lineaRootWanted(profile, { l2BlockNumber: now }), signal);
	};
};

/** The newest root under a verified L1 header; asked for once. */
const openRoots = (parts: LineaParts) => {
	const { profile, l1 } = parts;
	const finalizationOf = openFinalizations(parts);
	let headerFacts: HeaderFacts | null = null;

	return async (
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<Verified<LineaRoot>> => {
		const { blockHash, grade } = header.value;
		if (
			headerFacts?.blockHash === blockHash &&
			headerFacts.finality === grade.finality
		)
			return headerFacts.root;
		const proved = await l1.prove(header, lineaConfigWanted(profile), signal);
		const config = concludeLineaConfig(profile, contractPremises(proved));
		const wanted = lineaRootWanted(profile, config.value);
		const found = await l1.prove(header, wanted, signal);
		const root = concludeLineaRoot(
			[config, ...found.flatMap(({ slots }) => slots)],
			{ finalization: await finalizationOf(header, config.value, signal) },
		);
		headerFacts = { blockHash, finality: grade.finality, root };
		return root;
	};
};

export const openLinea = (parts: LineaParts): Rollup<LineaNews> => {
	const { profile } = parts;
	const rootAt = openRoots(parts);
	return {
		profile,
		captureAhead: openWatching(parts),
		newest: async (header, signal) => {
			const root = await rootAt(header, signal);
			return { root, block: concludeLineaState(root), claimed: [], notes: [] };
		},
		prover: openLineaProver(),
	};
};
