// A handover: one validity proof that a chain of sync committees, each signed for by two thirds of the one before it, leads
// from a committee to a later one. Here is what it must say, and of whom, before the later committee is concluded from it.
// Whoever proves can choose what the program is given, so nothing of it is taken that its public values do not bind to the
// committee in hand (GHSA-83q5-vwj7-gxww: a program that passed a committee through unchecked).
// What the roots are of: hash_tree_root(Vector[BLSPubkey, N]), the keys alone, without the aggregate key.
// Source: https://github.com/corpus-core/colibri-stateless/tree/main/src/chains/eth/zk_proof (public values, guest program)

import { concat, equalBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { bytes, hashTreeRoot, vector } from "../base/ssz.ts";
import type { ProofChecks } from "../crypto/kernel.ts";
import { encodeGroth16Key } from "../proof/key-bytes.ts";
import { decodeSp1, selectorBytes } from "../proof/sp1.ts";
import { conclude, type Verified } from "../trust/verified.ts";
import type { CheckContext } from "./conclusion.ts";
import { syncDomain } from "./domain.ts";
import type { HandoverPin } from "./handover-pin.ts";
import type { L1Network } from "./network.ts";
import {
	forkAtSlot,
	periodAtSlot,
	presetOf,
	rootHex,
	slotsPerPeriod,
	typesOf,
} from "./spec.ts";
import type { Committee, CommitteeKeys } from "./values.ts";

// Selector, three words of context, eight of the proof.
const mostProofBytes = selectorBytes + 3 * 32 + 8 * 32;
const rootBytes = 32;
const valuesBytes = { keys: 72, "keys-header-domain": 136 } as const;

/** As it comes from a file or an endpoint: unchecked. Fields that it does not name are passed over. */
export const decodeHandover = d.record({
	programVKey: d.hash,
	publicValues: d.hexUpTo(valuesBytes["keys-header-domain"]),
	proofBytes: d.hexUpTo(mostProofBytes),
});
export type Handover = Decoded<typeof decodeHandover>;

export type HandoverValues = {
	/** Root of the keys that the chain starts from. */
	readonly keysRoot: Hex;
	readonly nextKeysRoot: Hex;
	/** The period in which the next keys sign. */
	readonly nextPeriod: number;
	/** Root of the header whose state names the next keys; null where the program does not say. */
	readonly attestedRoot: Hex | null;
	/** What that header was signed under. */
	readonly domain: Hex | null;
};

/** hash_tree_root(Vector[BLSPubkey, N]) of a network's committee. @throws bad-field for another number of keys */
export const keysRoot = (network: L1Network, pubkeys: Hex): Hex => {
	const { committeeSize } = presetOf(network);
	const keys = fromHex(pubkeys);
	if (keys.length !== 48 * committeeSize)
		throw new Fault("bad-field", `${keys.length} bytes of committee keys`);
	return toHex(
		hashTreeRoot({ type: vector(bytes(48), committeeSize), bytes: keys }),
	);
};

/** @throws bad-field for another length than the layout has, or a period beyond 2^53 */
export const readHandoverValues = (
	layout: HandoverPin["values"],
	publicValues: Hex,
): HandoverValues => {
	const own = fromHex(publicValues);
	if (own.length !== valuesBytes[layout])
		throw new Fault(
			"bad-field",
			`${own.length} bytes of public values, ${valuesBytes[layout]} expected`,
		);
	const word = (at: number): Hex => toHex(own.subarray(at, at + rootBytes));
	const period = new DataView(own.buffer, own.byteOffset).getBigUint64(
		2 * rootBytes,
		true,
	);
	if (period > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-field", "a period beyond 2^53");
	const more = layout === "keys-header-domain";
	return {
		keysRoot: word(0),
		nextKeysRoot: word(rootBytes),
		nextPeriod: Number(period),
		attestedRoot: more ? word(2 * rootBytes + 8) : null,
		domain: more ? word(3 * rootBytes + 8) : null,
	};
};

/**
 * The network's pin that the proof is made for.
 * @throws handover-program when the network pins no such program, handover-verifier for a selector that is not the pinned
 * one or is frozen, handover-open when the program continues the proof of any other program
 */
export const pinOf = (network: L1Network, handover: Handover): HandoverPin => {
	const { programVKey, proofBytes } = handover;
	const pins = (network.handovers ?? []).filter(
		(pin) => pin.programVKey === programVKey,
	);
	if (pins.length === 0)
		throw new Fault(
			"handover-program",
			`${programVKey} is not pinned for ${network.name}`,
		);
	const selector = proofBytes.slice(0, 2 + 2 * selectorBytes);
	const pin = pins.find(({ verifier }) => verifier.selector === selector);
	if (pin === undefined || pin.frozen === true)
		throw new Fault(
			"handover-verifier",
			`${selector} is ${pin === undefined ? "not pinned" : "frozen"}`,
		);
	if (pin.continues !== "itself")
		throw new Fault("handover-open", `program ${programVKey}`);
	return pin;
};

// The key's bytes, made once: a kernel that is asked about the same ones prepares them once.
const keys = new WeakMap<HandoverPin["verifier"], Uint8Array>();
const keyOf = ({ verifier }: HandoverPin): Uint8Array => {
	const known = keys.get(verifier);
	if (known !== undefined) return known;
	const { alpha, beta, gamma, delta, ic } = verifier.key;
	const key = encodeGroth16Key({
		alpha: fromHex(alpha),
		beta: fromHex(beta),
		gamma: fromHex(gamma),
		delta: fromHex(delta),
		ic: ic.map((point) => fromHex(point)),
	});
	keys.set(verifier, key);
	return key;
};

/**
 * When it returns, the pinned program ran well and wrote these public values. What they mean is not looked at.
 * @throws handover-proof, also for a proof that says its program failed, names other recursion keys or is cut off, and for
 * a pinned key that is none
 */
export const checkHandoverProof = async (
	pin: HandoverPin,
	{ publicValues, proofBytes }: Handover,
	kernel: ProofChecks,
): Promise<void> => {
	const { selector, vkRoot } = pin.verifier;
	const asked = decodeSp1(
		{
			selector: fromHex(selector),
			vkRoot: vkRoot === null ? null : fromHex(vkRoot),
		},
		fromHex(pin.programVKey),
		fromHex(publicValues),
		fromHex(proofBytes),
	);
	if (asked === null)
		throw new Fault("handover-proof", "the envelope is not of the verifier");
	if (!(await kernel.checkGroth16({ key: keyOf(pin), ...asked })))
		throw new Fault("handover-proof", `by program ${pin.programVKey}`);
};

const isZero = (root: Hex | null): boolean =>
	root !== null && /^0x0*$/.test(root);

/**
 * Does the handover lead from this committee to a later one, under this network's forks?
 * @throws handover-void when a root is empty or both are the same, handover-committee, wrong-period when the period is
 * not above the committee's, future-header when it is beyond the next, handover-domain, unknown-fork
 */
export const checkHandoverValues = (
	committee: Committee,
	values: HandoverValues,
	currentSlot: number | null,
): void => {
	const { network, period } = committee;
	if ([values.keysRoot, values.nextKeysRoot, values.attestedRoot].some(isZero))
		throw new Fault("handover-void", "a root of zeros");
	if (values.keysRoot === values.nextKeysRoot)
		throw new Fault("handover-void", "from the committee to itself");
	if (values.keysRoot !== keysRoot(network, committee.pubkeys))
		throw new Fault(
			"handover-committee",
			`it starts from keys ${values.keysRoot}, not those of period ${period}`,
		);
	if (values.nextPeriod <= period)
		throw new Fault(
			"wrong-period",
			`to period ${values.nextPeriod}, the committee's is ${period}`,
		);
	// A committee is known one period ahead, and no earlier.
	if (
		currentSlot !== null &&
		values.nextPeriod > periodAtSlot(network, currentSlot) + 1
	)
		throw new Fault("future-header", `to period ${values.nextPeriod}`);
	if (values.domain === null) return;
	// The last header was signed by the committee of the period before. A fork may have begun within that.
	const first = (values.nextPeriod - 1) * slotsPerPeriod(network);
	const { slotsPerEpoch } = presetOf(network);
	const domain = fromHex(values.domain);
	for (
		let slot = first;
		slot < first + slotsPerPeriod(network);
		slot += slotsPerEpoch
	)
		if (equalBytes(domain, syncDomain(network, slot))) return;
	throw new Fault(
		"handover-domain",
		`no fork of ${network.name} in period ${values.nextPeriod - 1}`,
	);
};

const nextCommittee = (
	network: L1Network,
	{ nextKeysRoot, nextPeriod }: HandoverValues,
	{ pubkeys, aggregatePubkey }: CommitteeKeys,
): Committee => {
	if (keysRoot(network, pubkeys) !== nextKeysRoot)
		throw new Fault("handover-keys", `not the keys ${nextKeysRoot}`);
	const { name } = forkAtSlot(network, nextPeriod * slotsPerPeriod(network));
	const part = {
		type: typesOf(network, name).committee,
		bytes: concat(fromHex(pubkeys), fromHex(aggregatePubkey, 48)),
	};
	return {
		network,
		period: nextPeriod,
		pubkeys,
		aggregatePubkey,
		root: rootHex(part),
	};
};

/**
 * The committee of a later period, by the proof of a pinned program. When it returns, the keys are those that the proof
 * names and the aggregate is their sum. Two thirds signed each step; unlike an update's, none of the signed headers needs to
 * be final.
 * @param next the later committee's keys and their sum, as anyone says: unchecked
 * @throws handover-keys, bad-field, and as pinOf, checkHandoverValues and checkHandoverProof
 */
export const checkHandover = async (
	committee: Verified<Committee>,
	handover: Handover,
	next: CommitteeKeys,
	{ kernel, currentSlot }: CheckContext,
): Promise<Verified<Committee>> => {
	const { network } = committee.value;
	const pin = pinOf(network, handover);
	const values = readHandoverValues(pin.values, handover.publicValues);
	checkHandoverValues(committee.value, values, currentSlot);
	await checkHandoverProof(pin, handover, kernel);
	const later = nextCommittee(network, values, next);
	const { pubkeys, aggregatePubkey } = later;
	if (
		!(await kernel.checkAggregateKey(
			fromHex(pubkeys),
			fromHex(aggregatePubkey),
			{ urgency: "soon" },
		))
	)
		throw new Fault(
			"handover-keys",
			"the aggregate is not the sum of the keys",
		);
	return conclude("lc-handover", [committee], later, {
		programVKey: handover.programVKey,
		publicValues: handover.publicValues,
		proofBytes: handover.proofBytes,
		pubkeys,
		aggregatePubkey,
	});
};
