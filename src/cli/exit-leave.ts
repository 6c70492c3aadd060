// The command of `sextant exit` that signs on the rollup itself: the withdrawal that a way out goes on from. It is sent there, too; where
// nobody takes it, what was signed is enough.

import { Fault } from "../base/fault.ts";
import { parseUnits } from "../base/units.ts";
import {
	chainOf,
	type ExitCommand,
	needed,
	newId,
	orderIn,
	patiently,
	print,
	synced,
	whenProved,
} from "./exit-run.ts";
import { approve, unlock } from "./exit-step.ts";
import { sentWords } from "./exit-words.ts";

/** Signed when it resolves, and its hash said. @throws bad-params, user-refused, and what the engine and the signer refuse with */
export const leave = async (run: ExitCommand): Promise<number> => {
	const { given, wallet } = run;
	const chainId = chainOf(run);
	const typed = needed("amount", given.amount);
	const wei = parseUnits(typed, 18);
	if (wei === null)
		throw new Fault("bad-params", `"amount" ${typed} is no amount`);
	const asked = {
		...{ id: given.id ?? newId(), chainId, amount: wei.toString() },
		...(given.instead === undefined ? {} : { instead: given.instead }),
	};
	await unlock(run);
	await synced(run);
	const made = await whenProved(run, () => wallet.ui("exit.leave", asked));
	if (made.state === "waiting") await approve(run, made.id);
	const end = await patiently(
		run,
		(view) => sentWords(orderIn(view, made.id)),
		(view) => {
			const now = orderIn(view, made.id);
			return now !== undefined && now.hash !== null ? now : null;
		},
	);
	print(run, end, [
		`signed: ${end.hash ?? ""}`,
		`Go on with it: sextant exit begin --chain ${chainId} --way WAY --everything --begun ${end.hash ?? "HASH"}`,
	]);
	return 0;
};
