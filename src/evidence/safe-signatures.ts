// How owners of a Safe agree: signatures of 65 bytes one behind the other, in the order of their addresses, as its contract reads
// them. Only what can be checked here counts: the keys' own signatures, the word of who sends the transaction, and what is proved that
// owners agreed to by transactions of their own, which is how a contract does.
// Source: https://github.com/safe-global/safe-smart-account/blob/v1.4.1/contracts/Safe.sol, checkNSignatures

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { hashPersonal } from "../crypto/personal-hash.ts";
import { recoverAddress } from "../crypto/secp256k1.ts";
import { mostSafeOwners } from "../state/safe-layout.ts";

export type SafeSignature = {
	/**
	 * `key`: over the hash itself. `text`: over the hash as a text, as some devices sign. `sender`: who sends the transaction agrees by
	 * that, or agreed before by one of his own. `contract`: a contract is asked when it is carried out.
	 */
	readonly by: "key" | "text" | "sender" | "contract";
	/** Null where it is nobody's signature of this hash. */
	readonly owner: Hex | null;
	/** 65 bytes. */
	readonly bytes: Hex;
};

const length = 65;

const wordAddress = (word: Hex): Hex | null =>
	/^0x0{24}/.test(word) ? `0x${word.slice(26)}` : null;

/** Of a key, by the last byte: what it is over, and which of two keys. */
const byKey: { readonly [v: number]: readonly ["key" | "text", 0 | 1] } = {
	27: ["key", 0],
	28: ["key", 1],
	31: ["text", 0],
	32: ["text", 1],
};

/** One signature of 65 bytes, over that hash. @throws safe-signature for other lengths and for kinds that there are not */
export const readSafeSignature = (bytes: Hex, hash: Hex): SafeSignature => {
	if (bytes.length !== 2 + 2 * length)
		throw new Fault("safe-signature", `${bytes.length / 2 - 1} bytes`);
	const r: Hex = `0x${bytes.slice(2, 66)}`;
	const s: Hex = `0x${bytes.slice(66, 130)}`;
	const v = Number.parseInt(bytes.slice(130), 16);
	if (v === 0) return { by: "contract", owner: wordAddress(r), bytes };
	if (v === 1) return { by: "sender", owner: wordAddress(r), bytes };
	const kind = byKey[v];
	if (kind === undefined)
		throw new Fault("safe-signature", `a signature of kind ${v}`);
	const [by, yParity] = kind;
	const over = by === "key" ? fromHex(hash) : hashPersonal(fromHex(hash, 32));
	const owner = recoverAddress(over, { r: BigInt(r), s: BigInt(s), yParity });
	return { by, owner, bytes };
};

/** What a call brings along. @throws safe-signature where it is no whole number of signatures, or more than there are owners */
export const readSafeSignatures = (
	signatures: Hex,
	hash: Hex,
): readonly SafeSignature[] => {
	const bytes = fromHex(signatures);
	const count = bytes.length / length;
	if (!Number.isInteger(count) || count > mostSafeOwners)
		throw new Fault("safe-signature", `${bytes.length} bytes of signatures`);
	return Array.from({ length: count }, (_, i) =>
		readSafeSignature(
			toHex(bytes.subarray(i * length, (i + 1) * length)),
			hash,
		),
	);
};

/** The word of who sends it, or of who agreed before by a transaction of his own. */
export const senderSignature = (owner: Hex): Hex =>
	`0x${"0".repeat(24)}${owner.slice(2)}${"0".repeat(64)}01`;

/** In the order in which the contract wants them. */
export const joinSafeSignatures = (
	confirmed: readonly { readonly owner: Hex; readonly signature: Hex }[],
): Hex =>
	`0x${[...confirmed]
		.sort((a, b) => (BigInt(a.owner) < BigInt(b.owner) ? -1 : 1))
		.map(({ signature }) => signature.slice(2))
		.join("")}`;

/** Does it rest on agreements that others gave by transactions of their own? @throws safe-signature */
export const saysOthersAgreed = (signatures: Hex, sender: Hex): boolean =>
	readSafeSignatures(signatures, `0x${"0".repeat(64)}`).some(
		({ by, owner }) => by === "sender" && owner !== sender,
	);

/** Of those that are checked here, it is by an owner. @throws safe-signature */
const ownerOf = (
	{ by, owner }: SafeSignature,
	owners: readonly Hex[],
	sender: Hex,
	approved: readonly Hex[],
): Hex => {
	if (by === "contract")
		throw new Fault(
			"safe-signature",
			`${owner ?? "nobody"} is a contract, which cannot be asked here`,
		);
	if (owner === null || !owners.includes(owner))
		throw new Fault("safe-signature", `${owner ?? "nobody"} is no owner`);
	if (by === "sender" && owner !== sender && !approved.includes(owner))
		throw new Fault(
			"safe-signature",
			`${owner} is said to agree, ${sender} sends it, and no approval of it is proved`,
		);
	return owner;
};

/**
 * Who agrees, where all that is brought along holds: each by an owner, in the order of their addresses and so each once, and as
 * many as have to.
 * @throws safe-signature, safe-threshold
 */
export const checkSafeSignatures = (
	{
		owners,
		threshold,
		approved,
	}: {
		readonly owners: readonly Hex[];
		readonly threshold: number;
		/** Proved to have agreed to that hash by transactions of their own. */
		readonly approved?: {
			readonly hash: Hex;
			readonly owners: readonly Hex[];
		};
	},
	hash: Hex,
	signatures: Hex,
	sender: Hex,
): readonly Hex[] => {
	const agreed: Hex[] = [];
	const onChain = approved?.hash === hash ? approved.owners : [];
	for (const one of readSafeSignatures(signatures, hash)) {
		const owner = ownerOf(one, owners, sender, onChain);
		const last = agreed.at(-1);
		if (last !== undefined && BigInt(owner) <= BigInt(last))
			throw new Fault("safe-signature", `${owner} stands behind ${last}`);
		agreed.push(owner);
	}
	if (agreed.length < threshold)
		throw new Fault(
			"safe-threshold",
			`${agreed.length} agree, ${threshold} have to`,
		);
	return agreed;
};
