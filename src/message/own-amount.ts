// The one number of a permit that the person may set otherwise: how much may be taken. Anything else stays as it was asked. What has
// terms of the spender's own, several tokens, or is a payment is signed as it is or not at all.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { bigIn, structIn } from "./known/standard.ts";
import { decodeTypedText, readMessage } from "./read.ts";
import type { RawMessage } from "./request.ts";
import type { TypedStruct } from "./typed-data.ts";

/** Where the amount stands: in the message itself, or in a struct of it. */
const placeOf = (
	what: RawMessage,
	account: Hex,
): {
	readonly struct: string | null;
	readonly field: string;
	readonly most: bigint;
} | null => {
	if (what.kind !== "typed") return null;
	const { meaning } = readMessage(what, account);
	if (
		meaning.kind !== "allow" ||
		meaning.grants.length !== 1 ||
		meaning.hasTerms
	)
		return null;
	const full = (1n << 256n) - 1n;
	const { primaryType } = decodeTypedText(what.data);
	switch (`${meaning.standard} ${primaryType}`) {
		case "ERC-2612 Permit":
			return { struct: null, field: "value", most: full };
		case "Permit2 PermitSingle":
			return { struct: "details", field: "amount", most: (1n << 160n) - 1n };
		case "Permit2 PermitTransferFrom":
			return { struct: "permitted", field: "amount", most: full };
		default:
			return null;
	}
};

/** What it asks for, and the most that can be written there; null for a message that has no such amount. */
export const settablePermit = (
	what: RawMessage,
	account: Hex,
): { readonly amount: bigint; readonly most: bigint } | null => {
	const place = placeOf(what, account);
	if (place === null || what.kind !== "typed") return null;
	const { message } = decodeTypedText(what.data);
	const at = place.struct === null ? message : structIn(message, place.struct);
	return at === null
		? null
		: { amount: bigIn(at, place.field), most: place.most };
};

/** The message with that amount in place of the one that was asked for. @throws amount-fixed where it cannot be */
export const withPermitAmount = (
	what: RawMessage,
	account: Hex,
	amount: bigint,
): RawMessage => {
	const place = placeOf(what, account);
	if (place === null || what.kind !== "typed")
		throw new Fault("amount-fixed", "the message gives no single allowance");
	if (amount < 0n || amount > place.most)
		throw new Fault("amount-fixed", `${amount}, at most ${place.most}`);
	const data = decodeTypedText(what.data);
	const changed = (of: TypedStruct | null): TypedStruct => ({
		...of,
		[place.field]: amount.toString(),
	});
	const message =
		place.struct === null
			? changed(data.message)
			: {
					...data.message,
					[place.struct]: changed(structIn(data.message, place.struct)),
				};
	return { kind: "typed", data: JSON.stringify({ ...data, message }) };
};
