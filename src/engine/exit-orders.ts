// A step of an exit as an order: what it rests on read by proof at one block, the step tried on that state, its gas counted.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { exitCall } from "../l2/checks.ts";
import type { ExitCall, ExitStep } from "../l2/exit-step.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { ExitFacts } from "../receipt/exit-rule.ts";
import type { WantedAccount } from "../state/capture.ts";
import { lowAddress } from "../state/storage-layout.ts";
import type { Header } from "../state/values.ts";
import { composeExit, type ExitOrder } from "../wallet/exit-order.ts";
import type { Calls } from "./calls.ts";
import type { Reader } from "./reader.ts";

/** Gas is counted on the state of a block; in a later one the same step may need a little more. */
const withRoom = (gas: bigint): number => Number((gas * 5n) / 4n + 20_000n);

/** What has to be proved beside the sender, and then behind a proxy. */
const contractWanted = ({ to, contract }: ExitCall): WantedAccount => ({
	address: to,
	slots: contract.how === "proxied" ? [contract.slot] : [],
	code: contract.how === "clone",
});

/**
 * Everything the step rests on, proved at one block. A proxy is expected to delegate to what the profile names; where its slot
 * says another, that one is proved beside it instead.
 */
export const readExitFacts = async (
	reader: Reader<Header>,
	from: Hex,
	call: ExitCall,
): Promise<ExitFacts> => {
	const first = [{ address: from, slots: [] }, contractWanted(call)];
	const read = (implementation: Hex | null) =>
		reader.read(
			implementation === null
				? first
				: [...first, { address: implementation, slots: [] }],
			"latest",
		);
	const pinned =
		call.contract.how === "proxied" ? call.contract.implementation : null;
	let { basis, reads } = await read(pinned);
	const stated = reads[1]?.slots[0]?.value.word;
	if (pinned !== null && stated !== undefined && lowAddress(stated) !== pinned)
		({ basis, reads } = await read(lowAddress(stated)));
	const [sender, contract, behind] = reads;
	if (sender === undefined || contract === undefined)
		throw new Fault("internal", "two accounts were asked for");
	const [slot] = contract.slots;
	return {
		sender: sender.account,
		header: basis,
		contract: contract.account,
		implementation:
			slot === undefined || behind === undefined
				? null
				: { slot, account: behind.account },
		code: contract.code,
	};
};

/**
 * The order of a step that was tried on proved state first and succeeded there.
 * @throws exit-simulation with the contract's own words when the step fails; the refusals of `composeExit`; what a missing
 * proof fails with
 */
export const composeStep = async (
	parts: { readonly reader: Reader<Header>; readonly calls: Calls },
	asked: {
		readonly id: string;
		readonly from: Hex;
		readonly exit: { readonly profile: RollupProfile; readonly step: ExitStep };
	},
	tipWei: bigint,
	outstanding: () => readonly Hex[],
	nowMs: () => number,
): Promise<ExitOrder> => {
	const { profile, step } = asked.exit;
	const call = exitCall(profile, asked.from, step);
	const gas = await parts.calls
		.estimate(
			{
				from: asked.from,
				to: call.to,
				value: call.valueWei,
				data: call.data,
				gas: BigInt(call.mostGas),
			},
			"latest",
		)
		.catch((thrown: unknown) => {
			if (
				thrown instanceof Fault &&
				(thrown.code === "call-reverted" || thrown.code === "call-failed")
			)
				throw new Fault("exit-simulation", `${step.kind}: ${thrown.detail}`);
			throw thrown;
		});
	const facts = await readExitFacts(parts.reader, asked.from, call);
	return composeExit({
		id: asked.id,
		profile,
		step,
		facts,
		gasLimit: Math.min(withRoom(gas), call.mostGas),
		outstanding: outstanding(),
		tipWei,
		nowMs: nowMs(),
	});
};
