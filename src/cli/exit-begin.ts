// The commands of `sextant exit` that begin one, and those that say what there is: ways, begin, drill, list, forget.

import { fromHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { parseUnits } from "../base/units.ts";
import { keccakHex } from "../crypto/hash.ts";
import {
	chainOf,
	type ExitCommand,
	hereOf,
	needed,
	newId,
	print,
	synced,
	whenProved,
} from "./exit-run.ts";
import { listLines, mapLines, wayLines } from "./exit-words.ts";
import { hexOption } from "./options.ts";

/** In smallest units; null for everything. @throws bad-params */
const amountOf = ({ given }: ExitCommand, isToken: boolean): string | null => {
	const { amount, everything } = given;
	if ((amount === undefined) === (everything !== true))
		throw new Fault("bad-params", 'either "--amount" or "--everything"');
	if (amount === undefined) return null;
	// tokens are counted in their smallest unit here: their decimals are no fact of L1
	const units = isToken
		? /^[0-9]{1,78}$/.test(amount)
			? BigInt(amount)
			: null
		: parseUnits(amount, 18);
	if (units === null)
		throw new Fault("bad-params", `"amount" ${amount} is no amount`);
	return units.toString();
};

export const begin = async (run: ExitCommand): Promise<number> => {
	const { given, wallet } = run;
	const token = hexOption("token", given.token, 20) ?? null;
	const signed = hexOption("signed", given.signed);
	const begun =
		hexOption("begun", given.begun, 32) ??
		(signed === undefined ? null : keccakHex(fromHex(signed)));
	const asked = {
		id: given.id ?? newId(),
		chainId: chainOf(run),
		way: needed("way", given.way),
		token,
		amount: amountOf(run, token !== null),
		begun,
		...(signed === undefined ? {} : { signed }),
	};
	await synced(run);
	const view = await whenProved(run, () => wallet.ui("exit.begin", asked));
	print(run, view, mapLines(view, hereOf(run)));
	return 0;
};

export const rehearsal = async (run: ExitCommand): Promise<number> => {
	const asked = {
		id: run.given.id ?? newId(),
		chainId: chainOf(run),
		way: needed("way", run.given.way),
	};
	await synced(run);
	const view = await whenProved(run, () => run.wallet.ui("exit.drill", asked));
	print(run, view, mapLines(view, hereOf(run)));
	return 0;
};

export const listWays = async (run: ExitCommand): Promise<number> => {
	const { chain } = run.given;
	// one without an id goes by its name
	const asked =
		chain !== undefined && /^[a-z][a-z0-9-]*$/.test(chain)
			? { chainId: null, name: chain }
			: { chainId: chainOf(run) };
	await synced(run);
	const found = await whenProved(run, () => run.wallet.ui("exit.ways", asked));
	print(
		run,
		found,
		found.length === 0
			? ["This release knows no way out of that chain."]
			: found.flatMap(wayLines),
	);
	return 0;
};

export const listExits = async (run: ExitCommand): Promise<number> => {
	const { journeys } = run.wallet.view().exits;
	print(
		run,
		journeys,
		journeys.length === 0
			? ["No exits."]
			: journeys.flatMap((exit) => listLines(exit, hereOf(run))),
	);
	return 0;
};

export const forget = async (run: ExitCommand): Promise<number> => {
	const id = needed("ID", run.rest[0]);
	await run.wallet.ui("exit.forget", { id });
	print(run, { forgotten: id }, [`${id} is off the list`]);
	return 0;
};
