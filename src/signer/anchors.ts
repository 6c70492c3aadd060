// Anchors: the checkpoint roots the signer takes evidence from. The user accepted them on the signer's own port, or they
// were verified final from one of those. Kept sealed under a key out of the vault, so that the store cannot add one.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Hex, utf8 } from "../base/bytes.ts";
import {
	type Decoded,
	hash,
	int,
	list,
	oneOf,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { canonical, hashOf, json } from "../receipt/canonical.ts";
import type { L1Network } from "../receipt/networks.ts";
import { box, seal, unseal } from "./box.ts";

/** The newest are kept; an older root is of no use once a newer one is final from it. */
const mostAnchors = 32;

const anchor = record({
	network: text(40),
	/** Hash of the network's rules as they were when the root was taken: it is no anchor under other rules. */
	rules: hash,
	root: hash,
});
export type Anchor = Decoded<typeof anchor>;

const kept = record({
	anchors: list(anchor, mostAnchors),
	autoLockMinutes: int(1, 1_440),
});
/** What the signer remembers beside the phrase. */
export type Kept = Decoded<typeof kept>;

const file = record({ format: oneOf("sextant-anchors-1"), box });
const header = { format: "sextant-anchors-1" } as const;

export const fresh: Kept = { anchors: [], autoLockMinutes: 15 };

export const rulesOf = (network: L1Network): Hex =>
	hashOf(json(network, "network"));

export const anchorOf = (network: L1Network, root: Hex): Anchor => ({
	network: network.name,
	rules: rulesOf(network),
	root,
});

/** With these anchors added at the end; one that is there moves there, the oldest beyond the bound fall off. */
export const withAnchors = (now: Kept, added: readonly Anchor[]): Kept => {
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
export const rootsOf = (now: Kept, network: L1Network): readonly Hex[] => {
	const rules = rulesOf(network);
	return now.anchors
		.filter((one) => one.network === network.name && one.rules === rules)
		.map(({ root }) => root);
};

const keyOf = (unlockKey: Uint8Array): Uint8Array =>
	hkdf(sha256, unlockKey, undefined, utf8("sextant anchors 1"), 32);

export const sealKept = async (
	unlockKey: Uint8Array,
	now: Kept,
): Promise<string> => {
	const plain = canonical(json(now, "kept"));
	return canonical({
		...header,
		box: await seal(keyOf(unlockKey), header, plain),
	});
};

/** What the signer remembered. @throws bad-file for what this vault's key did not seal */
export const unsealKept = async (
	unlockKey: Uint8Array,
	sealed: string,
): Promise<Kept> => {
	try {
		const { box: closed } = file(parseJson(sealed, 200_000, 8), "anchors");
		const plain = await unseal(keyOf(unlockKey), header, closed);
		return kept(parseJson(plain), "kept");
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};
