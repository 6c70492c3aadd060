// Several calls of a Safe in one: the contracts that its own makers put at the same address on every chain, which it runs as itself, and
// what they are given. Nothing else that a Safe runs as itself can be read.
// Source: https://github.com/safe-global/safe-smart-account, contracts/libraries/MultiSend.sol and MultiSendCallOnly.sol

import { readArguments } from "../base/abi-read.ts";
import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { readAs } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { isSafeCancel, type SafeCall } from "./safe-tx.ts";

/** Each stands where its own code puts it (EIP-1014), so the address is the code: test/evidence/multi-send.test.ts computes them. */
const multiSends: readonly Hex[] = [
	// 1.3.0, by two makers: MultiSend, MultiSendCallOnly
	"0xa238cbeb142c10ef7ad8442c6d1f9e89e07e7761",
	"0x40a2accbd92bca938b02010e17a5b8929b49130d",
	"0x998739bfdaadde7c933b942a68053933098f9eda",
	"0xa1dabef33b3b82c7814b6d82a79e50f4ac44102b",
	// 1.4.1
	"0x38869bf66a61cf6bdb996a6ae40d5853fd43b526",
	"0x9641d764fc13c8b624c04430c7356c1c7c8102e2",
	// 1.5.0
	"0x218543288004cd07832472d464648173c77d7eb7",
	"0xa83c336b20401af773b6219ba5027174338d1836",
];

export const isMultiSend = (address: Hex): boolean =>
	multiSends.includes(address);

/** More than that nobody looks through. */
export const mostSafeCalls = 32;

const { multiSend } = selectorsOf({ multiSend: "multiSend(bytes)" });
/** Operation, address, value, length. */
const headBytes = 1 + 20 + 32 + 32;

const unread = (why: string): Fault => new Fault("safe-delegate", why);

const packedIn = (data: Hex): Uint8Array => {
	if (data.slice(0, 10) !== multiSend)
		throw unread(`${data.slice(0, 10)} is no list of calls`);
	return fromHex(
		readAs("safe-delegate", () =>
			readArguments(fromHex(data).subarray(4), 1, (parts) => parts.bytes()),
		),
	);
};

/**
 * The calls, in their order, as the Safe would make them; one to nobody is one to the Safe, as the newest of the contracts takes it.
 * @throws safe-delegate for bytes that are no such list, and where one of them runs foreign code as the Safe; too-large
 */
export const readMultiSend = (safe: Hex, data: Hex): readonly SafeCall[] => {
	const packed = packedIn(data);
	const calls: SafeCall[] = [];
	for (let at = 0; at < packed.length; ) {
		if (at + headBytes > packed.length) throw unread("a call is cut short");
		const number = (from: number, length: number): bigint =>
			bigFromBytes(packed.subarray(at + from, at + from + length));
		const operation = packed[at];
		if (operation !== 0) throw unread(`operation ${operation} inside the list`);
		const size = number(53, 32);
		const end = BigInt(at + headBytes) + size;
		if (end > BigInt(packed.length)) throw unread("its data is cut short");
		const to = toHex(packed.subarray(at + 1, at + 21));
		calls.push({
			to: BigInt(to) === 0n ? safe : to,
			valueWei: number(21, 32),
			data: toHex(packed.subarray(at + headBytes, Number(end))),
		});
		if (calls.length > mostSafeCalls)
			throw new Fault("too-large", `more than ${mostSafeCalls} calls in one`);
		at = Number(end);
	}
	if (calls.length === 0) throw unread("the list is empty");
	// alone it uses up a number; among others it says nothing
	if (calls.some((call) => isSafeCancel(safe, call)))
		throw new Fault("safe-self", "the Safe calls itself");
	return calls;
};
