// The same proof put to a verifier contract: its bytecode run alone, with the kernel's precompiles, beside the same machine
// with the precompiles it brings along.

import { createEVM } from "@ethereumjs/evm";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { MachineAddress as Address } from "../../../src/evm/machine.ts";
import { bn254Precompiles } from "../../../src/evm/precompiles.ts";
import { replayVerifier } from "../../../src/evm/verifier-replay.ts";
import { sp1Input } from "../../../src/recheck/replay-input.ts";
import type { Contestant, Work } from "../contest.ts";
import { readSp1, turned } from "../given.ts";
import { backends, openOurBn254 } from "../ours.ts";

/** The verifier's code, and what it is called with. */
type Code = Hex;
type Input = Hex;

const entry: Hex = `0x${"e1".repeat(20)}`;
const gas = 5_000_000n;

const ours = backends.map(
	(backend): Contestant<Code, Input> => ({
		name: "sextant",
		backend,
		open: async (code, place) => {
			const precompiles = bn254Precompiles(await openOurBn254(place, backend));
			const contracts = [{ address: entry, code }];
			const accepts = "does-not-revert";
			return async (input) => {
				const run = {
					contracts,
					entry,
					input,
					gas,
					accepts,
					precompiles,
				} as const;
				try {
					await replayVerifier(run);
					return true;
				} catch (thrown) {
					if (thrown instanceof Fault && thrown.code === "recheck-failed")
						return false;
					throw thrown;
				}
			};
		},
	}),
);

// It looks at no instruction: that nothing impure was read is not its answer.
const ethereumjs: Contestant<Code, Input> = {
	name: "@ethereumjs/evm",
	backend: null,
	open: async (code) => {
		const evm = await createEVM();
		const to = new Address(entry);
		await evm.stateManager.putCode(to, fromHex(code));
		return async (input) => {
			const { execResult } = await evm.runCall({
				to,
				data: fromHex(input),
				gasLimit: gas,
				isStatic: true,
			});
			return execResult.exceptionError === undefined;
		};
	},
};

export const replay: Work<Code, Input> = {
	work: "SP1 Groth16 verifier replay",
	topic: "replay",
	perRun: 1,
	inputs: async (place) => {
		const { code, programVKey, publicValues, proofBytes } =
			await readSp1(place);
		const middle = fromHex(publicValues).length >> 1;
		return {
			fixed: code,
			valid: {
				input: sp1Input(programVKey, publicValues, proofBytes),
				answer: true,
			},
			flipped: {
				input: sp1Input(programVKey, turned(publicValues, middle), proofBytes),
				answer: false,
			},
		};
	},
	contestants: [...ours, ethereumjs],
};
