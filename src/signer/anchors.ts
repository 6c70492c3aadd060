// What the signer remembers beside the phrase: anchors, which are the checkpoint roots it takes evidence from, and network
// files. A person accepted them on the signer's own port, or they were verified final from such a root. Kept sealed under a
// key out of the vault, so that neither the store nor the engine can add one.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Hex, utf8 } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { canonical, hashOf, json } from "../evidence/canonical.ts";
import type { L1Network } from "../receipt/networks.ts";
import { mostFileChars } from "../receipt/networks.ts";
import { boxUpTo, seal, unseal, usingKey } from "./box.ts";

/** The newest are kept; an older root is of no use once a newer one is final from it. */
const mostAnchors = 32;

const anchor = d.record({
	network: d.text(40),
	/** Hash of the network's rules as they were when the root was taken: it is no anchor under other rules. */
	rules: d.hash,
	root: d.hash,
});
export type Anchor = Decoded<typeof anchor>;

export const mostNetworks = 8;
/**
 * The network files together, as UTF-8 of their list in its one spelling. With room for the anchors beside them (32 of
 * less than 600 bytes) it is what a box is opened with again: what was taken can always be saved.
 */
export const mostNetworkBytes = 360_000;
const mostSealedBytes = mostNetworkBytes + 40_000;
/** Of what is stored: two digits a byte, and what is around them. */
export const mostSealedChars = 2 * mostSealedBytes + 1_000;

const kept = d.record({
	anchors: d.list(anchor, mostAnchors),
	autoLockMinutes: d.int(1, 1_440),
	/** Network files in their one spelling. Not there before a person accepted one, and in vaults of earlier releases. */
	networks: d.optional(d.list(d.text(mostFileChars), mostNetworks)),
});
/** What the signer remembers beside the phrase. */
export type SignerRecord = Decoded<typeof kept>;

const file = d.record({
	format: d.oneOf("sextant-anchors-1"),
	box: boxUpTo(mostSealedBytes),
});
const header = { format: "sextant-anchors-1" } as const;

export const fresh: SignerRecord = { anchors: [], autoLockMinutes: 15 };

export const rulesOf = (network: L1Network): Hex =>
	hashOf(json(network, "network"));

export const anchorOf = (network: L1Network, root: Hex): Anchor => ({
	network: network.name,
	rules: rulesOf(network),
	root,
});

/** With these anchors added at the end; one that is there moves there, the oldest beyond the bound fall off. */
export const withAnchors = (
	now: SignerRecord,
	added: readonly Anchor[],
): SignerRecord => {
	const isAdded = (one: Anchor): boolean =>
		added.some(
			(other) =>
				one.network === other.network &&
				one.rules === other.rules &&
				one.root === other.root,
		);
	const anchors = [
		...now.anchors.filter((one) => !isAdded(one)),
		...added,
	].slice(-mostAnchors);
	return { ...now, anchors };
};

/** The roots that are anchors of this network under the rules it has now. */
export const rootsOf = (
	now: SignerRecord,
	network: L1Network,
): readonly Hex[] => {
	const rules = rulesOf(network);
	return now.anchors
		.filter((one) => one.network === network.name && one.rules === rules)
		.map(({ root }) => root);
};

const keyOf = (unlockKey: Uint8Array): Uint8Array =>
	hkdf(sha256, unlockKey, undefined, utf8("sextant anchors 1"), 32);

export const sealRecord = async (
	unlockKey: Uint8Array,
	now: SignerRecord,
): Promise<string> => {
	const plain = canonical(json(now, "kept"));
	const sealed = await usingKey(keyOf(unlockKey), (key) =>
		seal(key, header, plain),
	);
	return canonical({ ...header, box: sealed });
};

/** What the signer remembered. @throws bad-file for what this vault's key did not seal */
export const unsealRecord = async (
	unlockKey: Uint8Array,
	sealed: string,
): Promise<SignerRecord> => {
	try {
		const { box: closed } = file(
			d.parseJson(sealed, mostSealedChars, 8),
			"anchors",
		);
		const plain = await usingKey(keyOf(unlockKey), (key) =>
			unseal(key, header, closed),
		);
		return kept(d.parseJson(plain), "kept");
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};
