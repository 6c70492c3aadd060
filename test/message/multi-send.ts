// Lists of calls as MultiSend takes them.

import { abiAddress, abiBytes, abiCall, abiWord } from "../../src/base/abi.ts";
import { concat, fromHex, type Hex, toHex } from "../../src/base/bytes.ts";

export type MadeCall = {
	readonly operation?: number;
	readonly to: Hex;
	readonly value?: bigint;
	readonly data: Hex;
};

const word = (value: bigint): Uint8Array =>
	fromHex(`0x${value.toString(16).padStart(64, "0")}`);

export const packedOf = (calls: readonly MadeCall[]): Hex =>
	toHex(
		concat(
			...calls.flatMap(({ operation = 0, to, value = 0n, data }) => [
				Uint8Array.of(operation),
				fromHex(to),
				word(value),
				word(BigInt((data.length - 2) / 2)),
				fromHex(data),
			]),
		),
	);

export const multiSendOf = (calls: readonly MadeCall[]): Hex =>
	abiCall("0x8d80ff0a", abiBytes(packedOf(calls)));

/** A token's transfer or approve. */
export const tokenCall = (
	what: "transfer" | "approve",
	to: Hex,
	amount: bigint,
): Hex =>
	abiCall(
		what === "transfer" ? "0xa9059cbb" : "0x095ea7b3",
		abiAddress(to),
		abiWord(amount),
	);
