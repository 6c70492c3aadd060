// Signed transactions of every type: who signed them, what they say, and those that nobody may read.

import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { addressOf, signHash } from "../../../src/crypto/secp256k1.ts";
import {
	decodeForeign,
	type ForeignTransaction,
} from "../../../src/evidence/foreign-transaction.ts";
import {
	decodeSigned,
	joinSignature,
	signingHash,
} from "../../../src/evidence/transaction.ts";
import { isRecord } from "../text.ts";
import {
	differs,
	type Fields,
	type Form,
	firstOf,
	hexOf,
	textAt,
	withOtherDigit,
} from "./case.ts";

const bigOf = (raw: unknown): bigint =>
	raw === undefined || raw === null || raw === "0x" ? 0n : BigInt(String(raw));

/** What the bytes say is what the fields say. */
const fieldsFault = (
	read: ForeignTransaction,
	fields: Fields,
): string | null => {
	const to = textAt(fields, "to");
	return firstOf(
		differs(
			"the recipient",
			read.to,
			to === null || to === "0x" ? null : hexOf(to),
		),
		differs("the nonce", read.nonce, bigOf(fields.nonce)),
		differs("the gas", read.gasLimit, bigOf(fields.gasLimit ?? fields.gas)),
		differs("the value", read.valueWei, bigOf(fields.value)),
		differs("the data", read.data, hexOf(textAt(fields, "data") ?? "0x")),
		"gasPriceWei" in read.fees
			? differs("the price", read.fees.gasPriceWei, bigOf(fields.gasPrice))
			: firstOf(
					differs(
						"the cap",
						read.fees.maxFeePerGasWei,
						bigOf(fields.maxFeePerGas),
					),
					differs(
						"the tip",
						read.fees.maxPriorityFeePerGasWei,
						bigOf(fields.maxPriorityFeePerGas),
					),
				),
		read.accessList !== undefined && Array.isArray(fields.accessList)
			? differs(
					"the accesses",
					read.accessList.length,
					fields.accessList.length,
				)
			: null,
	);
};

/** Made again with its key, byte for byte, where it is of a kind that this wallet makes. */
const againFault = (
	read: ForeignTransaction,
	raw: Hex,
	key: Hex,
): string | null => {
	if (read.type === 3 || read.chainId === null) return null;
	// a number that no transaction of this wallet holds
	if (
		[read.chainId ?? 0n, read.nonce, read.gasLimit].some(
			(one) => one > 2n ** 53n - 1n,
		)
	)
		return null;
	const { transaction } = decodeSigned(raw);
	const signature = signHash(signingHash(transaction), fromHex(key));
	return differs(
		"made again it",
		joinSignature(transaction, signature).raw,
		raw,
	);
};

const isSenders = (raw: Hex, from: Hex): boolean => {
	try {
		return decodeForeign(raw).from === from;
	} catch {
		return false;
	}
};

const signedFault = (
	read: ForeignTransaction,
	bytes: Hex,
	key: Hex,
	fields: Fields,
	name: string,
): string | null =>
	firstOf(
		differs(`${name}: the sender`, read.from, addressOf(fromHex(key))),
		fieldsFault(read, fields),
		againFault(read, bytes, key),
	);

/** A transaction's fields with its key, signed in one form or in several. */
export const signedForm: Form = (raw) => {
	if (!isRecord(raw)) return null;
	const fields = raw.transaction ?? raw.tx;
	const key = textAt(raw, "privateKey", "key");
	if (!isRecord(fields) || key === null) return null;
	const signed = Object.entries(raw).flatMap(([name, value]) =>
		/^signed/.test(name) && typeof value === "string"
			? [{ name, raw: hexOf(value) }]
			: [],
	);
	if (signed.length === 0) return null;
	const own = hexOf(key);
	const from = addressOf(fromHex(own));
	/** EIP-155 under chain 0 has a `v` that says a chain and names none: some libraries write it, and no chain takes it. */
	const isNowhere = (name: string): boolean =>
		name === "signedEip155" && bigOf(fields.chainId) === 0n;
	return {
		run: () =>
			firstOf(
				...signed.map(({ name, raw: bytes }) =>
					isNowhere(name)
						? differs(`${name} is taken`, isSenders(bytes, from), false)
						: signedFault(decodeForeign(bytes), bytes, own, fields, name),
				),
			),
		changed: signed
			.filter(({ name }) => !isNowhere(name))
			.slice(-1)
			.flatMap(({ raw: bytes }, i) =>
				[0.3, 0.6].map(
					(part) => () =>
						!isSenders(
							withOtherDigit(bytes, Math.floor(part * bytes.length) + i),
							from,
						),
				),
			),
	};
};

const outcomes = (result: Fields): readonly Fields[] =>
	Object.values(result).filter(isRecord);

/** Bytes with what each fork makes of them: a hash and a sender, or an exception. */
export const forksForm: Form = (raw) => {
	if (!isRecord(raw) || !isRecord(raw.result)) return null;
	const bytes = textAt(raw, "txbytes");
	if (bytes === null) return null;
	const told = outcomes(raw.result);
	const taken = told.find(({ sender }) => typeof sender === "string");
	const read = (given: Hex): Hex | null => {
		try {
			return decodeForeign(given).from;
		} catch {
			return null;
		}
	};
	return {
		run: () => {
			const found = read(hexOf(bytes));
			if (taken !== undefined)
				return differs("the sender", found, hexOf(String(taken.sender)));
			return found === null || isBelowReading(told, hexOf(bytes))
				? null
				: `what no fork takes has the sender ${found}`;
		},
		...(taken !== undefined && {
			changed: [0.4, 0.7].map((part) => () => {
				const other = withOtherDigit(
					hexOf(bytes),
					Math.floor(part * bytes.length),
				);
				return read(other) !== hexOf(String(taken.sender));
			}),
		}),
	};
};

/** Refused for what it costs or for the chain it is for, and not for its form or its signature: that is told where it is carried out. */
const isBelowReading = (told: readonly Fields[], bytes: Hex): boolean => {
	const reasons = told.map(({ exception }) => String(exception));
	return reasons.some(
		(reason) =>
			/INTRINSIC_GAS|PRICE_PRODUCT|PRIORITY_GREATER|INITCODE/.test(reason) ||
			(/INVALID_CHAINID/.test(reason) && decodeForeign(bytes).chainId !== 1n),
	);
};
