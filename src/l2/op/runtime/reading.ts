// Reads of L1 by proof, asked for by address and slot and taken out of their words. It knows no contract.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { bitsOf } from "../../../state/storage-layout.ts";
import type { Account } from "../../../state/values.ts";
import { joinWanted } from "../../../state/wanted.ts";

/** Several reads at one block, asked for by address and slot. */
export type OpReading = {
	readonly block: number;
	readonly timeS: number;
	readonly word: (address: Hex, slot: Hex) => bigint;
	readonly account: (address: Hex) => Account;
	readonly code: (address: Hex) => Hex | null;
};

const missing = (what: string): Fault =>
	new Fault("evidence-step", `${what} was not read`);

export const readAt = async (
	l1: ExitL1,
	given: readonly WantedAccount[],
	tag: "latest" | "final",
	signal?: AbortSignal,
): Promise<OpReading> => {
	const asked = joinWanted(given);
	const { basis, reads } = await l1.read(asked, tag, signal);
	const at = (address: Hex) => {
		const read = reads[asked.findIndex((one) => one.address === address)];
		if (read === undefined || read.account.value.address !== address)
			throw missing(address);
		return read;
	};
	return {
		block: basis.value.blockNumber,
		timeS: basis.value.timestampS,
		word: (address, slot) => {
			const found = at(address).slots.find(({ value }) => value.key === slot);
			if (found === undefined || found.value.address !== address)
				throw missing(`${slot} of ${address}`);
			return found.value.word;
		},
		account: (address) => at(address).account.value,
		code: (address) => at(address).code?.value.bytes ?? null,
	};
};

/** A time out of a word. What is no time, as other code may write it, is the last there is. */
export const timeOf = (word: bigint, from: number): number =>
	Math.min(Number(bitsOf(word, from, 64)), Number.MAX_SAFE_INTEGER);
