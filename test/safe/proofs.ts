// A made chain of a Safe's world, read by proof as the wallet reads one.

import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Calls } from "../../src/engine/calls.ts";
import type { Reader } from "../../src/engine/reader.ts";
import { readSafe } from "../../src/engine/safe-read.ts";
import { call, estimateGas } from "../../src/evm/call.ts";
import { simulate } from "../../src/evm/simulate.ts";
import { likelyRange } from "../../src/evm/simulate-request.ts";
import type { SafeState } from "../../src/state/safe.ts";
import type { Header } from "../../src/state/values.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { stageOf } from "../evm/simulated.ts";
import type { Proofs } from "../evm/world.ts";
import { callOf } from "../evm/world.ts";
import type { World } from "../state/chain.ts";

const nobody: Hex = `0x${"0".repeat(40)}`;

export type SafeProofs = {
	readonly proofs: Proofs;
	readonly reader: Reader<Header>;
	readonly calls: Pick<Calls, "call">;
	/** With all that orders are tried by. */
	readonly wholeCalls: Calls;
	readonly read: (safe: Hex) => Promise<Verified<SafeState>>;
};

export const safeProofs = (world: World): SafeProofs => {
	const { proofs } = stageOf(world);
	const reader: Reader<Header> = {
		chainId: 1,
		basis: async () =>
			(await proofs.read([{ address: nobody, slots: [] }], null)).basis,
		read: (wanted, _tag, signal) => proofs.read(wanted, null, signal),
		block: null,
		receipt: null,
	};
	const calls: Pick<Calls, "call"> = {
		call: async ({ to, data }) => {
			const { value } = await call(
				proofs,
				callOf({ to: to ?? null, data: data ?? "0x" }),
			);
			return value.output;
		},
	};
	return {
		proofs,
		reader,
		calls,
		wholeCalls: {
			...calls,
			estimate: async ({ from, to, data, value }) => {
				const found = await estimateGas(
					proofs,
					callOf({
						...(from === undefined ? {} : { from }),
						to: to ?? null,
						data: data ?? "0x",
						valueWei: value ?? 0n,
					}),
				);
				if ("gas" in found) return found.gas;
				throw new Fault("call-reverted", found.failed.value.output);
			},
			simulate: (order, times) =>
				simulate(proofs, order, (block) =>
					likelyRange(block, { ...times, mostFeeWei: order.gasPriceWei }),
				),
		},
		read: (safe) => readSafe(reader, calls, safe),
	};
};
