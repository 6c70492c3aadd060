// For dApps and the command line: check a balance that the wallet answered with, offline, against a checkpoint of one's
// own. Runs in a page or under Node and asks nobody.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { checkBinding, decodeEvidence } from "../evidence/evidence.ts";
import { ageS, maxClockBehindS } from "../trust/freshness.ts";
import type { Grade } from "../trust/grade.ts";
import { type Balance, checkBalance } from "./balance.ts";
import type { NetworkFile } from "./networks.ts";

export type BalanceExpected = {
	/** The block root the caller takes for final. */
	readonly checkpoint: Hex;
	/** The 32 bytes the caller sent with its request. */
	readonly challenge: Hex;
	/** The caller's own origin, as the browser writes it. */
	readonly origin: string;
	readonly kernel: Kernel;
	/** Networks beside the public ones. */
	readonly networks: readonly NetworkFile[];
	/** Refused when the state is older. */
	readonly maxAgeS?: number;
	readonly nowMs: number;
};

export type VerifiedBalance = Balance & {
	/** Who stands behind the state, what is known of its validity, and the finality under it. */
	readonly grade: Grade;
	/** Seconds since the state was that. */
	readonly ageS: number;
};

/**
 * True when it returns: at a block that follows from the checkpoint, the address has this amount. The caller compares
 * chain, address, token and balances slot with what it asked for, and decides whether grade and age suffice.
 * @param file what sextant_getVerifiedBalance gave as evidence, as text
 * @throws bad-json, bad-field, too-large, evidence-binding, evidence-step, evidence-anchor, stale-head, clock,
 * l2-root-unproposed, and the fault of whatever check fails
 */
export const verifyBalanceEvidence = async (
	file: string,
	expected: BalanceExpected,
): Promise<VerifiedBalance> => {
	const evidence = decodeEvidence(file);
	checkBinding(evidence, expected);
	const balance = await checkBalance(evidence, {
		kernel: expected.kernel,
		networks: expected.networks,
		anchors: [d.hash(expected.checkpoint, "checkpoint")],
	});
	const { grade } = balance.at;
	const age = ageS(grade.asOfS, expected.nowMs);
	if (age < -maxClockBehindS)
		throw new Fault("clock", `the state is ${-age} s ahead of this clock`);
	if (expected.maxAgeS !== undefined && age > expected.maxAgeS)
		throw new Fault("stale-head", `${age} s old, at most ${expected.maxAgeS}`);
	return { ...balance, grade, ageS: age };
};
