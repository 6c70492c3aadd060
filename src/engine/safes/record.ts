// A Safe on the person's list as it lies in the store: what was seen of it last, and its transactions with who agreed. What is read
// back is looked at again: whose signature each is, is recovered anew each time.

import type { Hex } from "../../base/bytes.ts";
import type { Decoded } from "../../base/decode.ts";
import * as d from "../../base/decode.ts";
import { Fault } from "../../base/fault.ts";
import { readSafeSignature } from "../../evidence/safe-signatures.ts";
import {
	checkSafeTx,
	plainSafeTx,
	type SafeCall,
	type SafeOuter,
	safeTxHash,
} from "../../evidence/safe-tx.ts";
import { mostSafeTxs } from "../../protocol/safe-ui.ts";
import { mostSafeData, safeFacts } from "../../protocol/safe-views.ts";

const confirmation = d.record({ owner: d.address, signature: d.hex(65) });
export type Confirmation = Decoded<typeof confirmation>;

const call = {
	to: d.address,
	valueWei: d.bigDecimal,
	data: d.hexUpTo(mostSafeData),
	nonce: d.int(),
};

/** What it agrees to in another Safe, where it does. */
const outer = d.optional(d.record(call));

const keptTx = d.record({
	...call,
	outer,
	confirmed: d.list(confirmation, 40),
	/** It lies with the signer for that account's agreement, or did. */
	asking: d.nullable(d.record({ id: d.text(64), account: d.address })),
});
export type KeptTx = Decoded<typeof keptTx>;

const kept = d.record({
	format: d.oneOf("sextant-safe-1"),
	chainId: d.int(1),
	/** As the person saw it last. */
	seen: safeFacts,
	txs: d.list(keptTx, mostSafeTxs),
});
export type KeptSafe = Omit<Decoded<typeof kept>, "format">;

/** @throws bad-json, bad-field */
export const decodeKeptSafe = (source: string): KeptSafe => {
	const { format: _, ...rest } = kept(
		d.parseJson(source, 4_000_000, 8),
		"safe",
	);
	return rest;
};

/** What a Safe is to do in its turn, and what that agrees to in another Safe, where it does. */
export type ProposedTx = SafeCall & {
	readonly nonce: number;
	readonly outer?: SafeOuter;
};

const oneCallText = ({ to, valueWei, data, nonce }: SafeOuter) => ({
	...{ to, data, nonce },
	valueWei: valueWei.toString(),
});

const callText = (tx: ProposedTx) => ({
	...oneCallText(tx),
	...(tx.outer === undefined ? {} : { outer: oneCallText(tx.outer) }),
});

export const keptSafeText = ({ chainId, seen, txs }: KeptSafe): string =>
	JSON.stringify({
		format: "sextant-safe-1",
		...{ chainId, seen },
		txs: txs.map((tx) => ({
			...callText(tx),
			confirmed: tx.confirmed,
			asking: tx.asking,
		})),
	});

export const hashOfTx = (
	{ chainId, seen }: KeptSafe,
	{ to, valueWei, data, nonce }: SafeCall & { readonly nonce: number },
): Hex =>
	safeTxHash(chainId, seen.address, plainSafeTx({ to, valueWei, data }), nonce);

/** The transaction of that hash. @throws order-unknown */
export const txOf = (safe: KeptSafe, hashOf: Hex): KeptTx => {
	const found = safe.txs.find((tx) => hashOfTx(safe, tx) === hashOf);
	if (found === undefined)
		throw new Fault("order-unknown", `no Safe transaction ${hashOf}`);
	return found;
};

/** With one of its transactions changed. */
export const withTx = (
	safe: KeptSafe,
	hashOf: Hex,
	change: (was: KeptTx) => KeptTx,
): KeptSafe => ({
	...safe,
	txs: safe.txs.map((tx) => (hashOfTx(safe, tx) === hashOf ? change(tx) : tx)),
});

/** With one more; the same again is the same. @throws too-many-orders; as `checkSafeTx` */
export const withNewTx = (safe: KeptSafe, tx: ProposedTx): KeptSafe => {
	const { to, valueWei, data, nonce, outer } = tx;
	const { chainId } = safe;
	checkSafeTx(
		safe.seen.address,
		plainSafeTx({ to, valueWei, data }),
		outer === undefined ? undefined : { chainId, outer },
	);
	const name = hashOfTx(safe, tx);
	if (safe.txs.some((one) => hashOfTx(safe, one) === name)) return safe;
	if (safe.txs.length >= mostSafeTxs)
		throw new Fault("too-many-orders", `${mostSafeTxs} wait in this Safe`);
	const made = {
		...{ to, valueWei, data, nonce, confirmed: [], asking: null },
		...(outer === undefined ? {} : { outer }),
	};
	return { ...safe, txs: [...safe.txs, made] };
};

/**
 * With an owner's agreement; the same owner's again changes nothing.
 * @throws safe-signature for what is no key's signature of this transaction by one of them
 */
export const withConfirmation = (
	safe: KeptSafe,
	hashOf: Hex,
	signature: Hex,
	owners: readonly Hex[],
): KeptSafe => {
	const { by, owner } = readSafeSignature(signature, hashOf);
	if (by !== "key" && by !== "text")
		throw new Fault("safe-signature", "only what a key signed can be kept");
	if (owner === null || !owners.includes(owner))
		throw new Fault("safe-signature", `${owner ?? "nobody"} is no owner`);
	txOf(safe, hashOf);
	return withTx(safe, hashOf, (was) =>
		was.confirmed.some((one) => one.owner === owner)
			? was
			: { ...was, confirmed: [...was.confirmed, { owner, signature }] },
	);
};

/** Those of who is an owner by now, each recovered again. */
export const confirmationsOf = (
	safe: KeptSafe,
	tx: KeptTx,
	owners: readonly Hex[],
): readonly Confirmation[] => {
	const name = hashOfTx(safe, tx);
	return tx.confirmed.filter(
		({ owner, signature }) =>
			owners.includes(owner) &&
			readSafeSignature(signature, name).owner === owner,
	);
};

const file = d.record({
	format: d.oneOf("sextant-safe-transaction-1"),
	chainId: d.int(1),
	safe: d.address,
	...call,
	outer,
	/** One signature of 65 bytes for each who agreed. */
	signatures: d.list(d.hex(65), 40),
});
export type SafeTxFile = Decoded<typeof file>;

/** @throws bad-file for what is none */
export const decodeSafeTxFile = (source: string, most: number): SafeTxFile => {
	try {
		return file(d.parseJson(source, most, 4), "file");
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};

/** To be given to other owners. */
export const safeTxFileText = (safe: KeptSafe, tx: KeptTx): string =>
	JSON.stringify(
		{
			format: "sextant-safe-transaction-1",
			chainId: safe.chainId,
			safe: safe.seen.address,
			...callText(tx),
			signatures: tx.confirmed.map(({ signature }) => signature),
		},
		null,
		"\t",
	);
