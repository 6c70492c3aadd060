// `sextant exit`: the journeys out of rollups without a browser, by the same engine and the same signer.

import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { asFault, Fault } from "../base/fault.ts";
import { parseUnits } from "../base/units.ts";
import { ways } from "../exit/ways.ts";
import type { ExitView } from "../protocol/exit-views.ts";
import type { OrderView, View } from "../protocol/views.ts";
import { webClock } from "../web/clock.ts";
import { openFetch } from "../web/fetch.ts";
import {
	type ExitWallet,
	networkNamed,
	type Outside,
	openExitWallet,
} from "./exit-wallet.ts";
import {
	approvalLines,
	durationLines,
	livenessLines,
	mapLines,
	wayLines,
} from "./exit-words.ts";
import { openKernel } from "./kernel.ts";
import { endpoints, hexOption, numberOption, readText } from "./options.ts";
import { accountOfPhrase } from "./signer.ts";
import { folderStore } from "./store.ts";

export const exitHelp = `sextant exit: leaves a rollup through Ethereum, with or without the rollup's operator

  sextant exit ways    --folder DIR --chain ID          the ways out for the account, and whether they are open
  sextant exit begin   --folder DIR --chain ID --way WAY (--amount N | --everything) [--token ADDRESS] [--begun HASH]
                       [--id NAME]                       begins an exit; nothing is signed yet
  sextant exit drill   --folder DIR --chain ID --way WAY [--id NAME]
                                                        rehearses one with a small sum, on a test network
  sextant exit list    --folder DIR                     the exits of this folder
  sextant exit look    ID --folder DIR [--once]         follows an exit until its next step is yours, or it is over
  sextant exit step    ID --folder DIR [--stage STAGE] [--yes] [--wait]
                                                        makes the next step's order, shows what would be signed, asks,
                                                        signs and sends it
  sextant exit export  ID FILE --folder DIR             all that another device needs to go on
  sextant exit export  FILE --kept --chain ID --folder DIR
                                                        the evidence that is kept for exits, without an exit
  sextant exit import  FILE --folder DIR                takes such a file, checked again
  sextant exit forget  ID --folder DIR                  takes an exit off the list; what is on Ethereum stays
  sextant exit watch   --folder DIR [--chain ID] [--once]
                                                        how alive each rollup is, by what Ethereum shows

  Said once for a folder, and kept in it:
    --network NAME|FILE  --beacon URL ...  --execution URL ...  [--checkpoint ROOT]  [--account ADDRESS]
    --chain ID --l2-execution URL ... [--relay URL ...]   a rollup's endpoints; an exit goes on when they are dead
  Without --checkpoint, three or more beacon endpoints are asked for one and two have to agree.

  The recovery phrase is read for one run, from --phrase-file FILE or from the environment's SEXTANT_PHRASE, and is
  written nowhere. Only "step" needs it, and "begin" where no --account was named. What signs is the same signer as the
  extension's: it checks every proof of the order itself and takes the folder's trusted root as the one you accepted.

  --json prints one line of JSON instead of words.
`;

const one = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

const options = {
	folder: one,
	network: one,
	beacon: many,
	execution: many,
	checkpoint: one,
	account: one,
	chain: one,
	"l2-execution": many,
	relay: many,
	way: one,
	token: one,
	amount: one,
	everything: flag,
	begun: one,
	id: one,
	stage: one,
	yes: flag,
	wait: flag,
	once: flag,
	kept: flag,
	json: flag,
	"phrase-file": one,
	help: flag,
} as const;

const parse = (args: readonly string[]) =>
	parseArgs({ args: [...args], allowPositionals: true, options });
type Given = ReturnType<typeof parse>["values"];

type Run = {
	readonly given: Given;
	readonly rest: readonly string[];
	readonly outside: Outside;
	readonly wallet: ExitWallet;
	readonly phrase: string | null;
	readonly startedMs: number;
};

/** @throws bad-params */
const needed = (name: string, value: string | undefined): string => {
	if (value === undefined)
		throw new Fault("bad-params", `"${name}" is missing`);
	return value;
};

const chainOf = ({ given }: Run): number => {
	const chain = numberOption("chain", given.chain);
	if (chain === undefined) throw new Fault("bad-params", '"chain" is missing');
	return chain;
};

const print = (run: Run, value: unknown, lines: readonly string[]): void => {
	if (run.given.json === true) run.outside.say(JSON.stringify(value));
	else for (const line of lines) run.outside.say(line);
};

/** The chain has begun to be followed. @throws why nothing can be followed */
const synced = ({ wallet }: Run): Promise<true> =>
	wallet.until((view) => {
		const { stopped } = view;
		if (stopped !== null && stopped.kind !== "unavailable")
			throw new Fault(stopped.code, stopped.detail, stopped.source);
		return view.sync.final !== null && view.sync.optimistic !== null
			? true
			: null;
	});

const exitIn = (view: View, id: string): ExitView => {
	const found = view.exits.journeys.find((exit) => exit.id === id);
	if (found === undefined) throw new Fault("exit-unknown", `no exit ${id}`);
	return found;
};

/** Tries again what was only too early. */
const whenProved = async <T>(run: Run, work: () => Promise<T>): Promise<T> => {
	for (let left = 20; ; left--)
		try {
			return await work();
		} catch (thrown) {
			const fault = asFault(thrown);
			const isEarly =
				fault.code === "not-synced" ||
				fault.code === "no-proof-window" ||
				fault.code === "not-anchored";
			if (!isEarly || left === 0) throw fault;
			await run.outside.clock.sleep(2_000);
		}
};

const newId = (): string => `cli-${crypto.randomUUID().slice(0, 18)}`;

const begin = async (run: Run): Promise<number> => {
	const { given, wallet } = run;
	const chainId = chainOf(run);
	if ((given.amount === undefined) === (given.everything !== true))
		throw new Fault("bad-params", 'either "--amount" or "--everything"');
	const token = hexOption("token", given.token, 20) ?? null;
	await synced(run);
	let amount: string | null = null;
	if (given.amount !== undefined) {
		// tokens are counted in their smallest unit here: their decimals are no fact of L1
		const units =
			token === null
				? parseUnits(given.amount, 18)
				: /^[0-9]{1,78}$/.test(given.amount)
					? BigInt(given.amount)
					: null;
		if (units === null)
			throw new Fault("bad-params", `"amount" ${given.amount} is no amount`);
		amount = units.toString();
	}
	const asked = {
		id: given.id ?? newId(),
		chainId,
		way: needed("way", given.way),
		token,
		amount,
		begun: hexOption("begun", given.begun, 32) ?? null,
	};
	const view = await whenProved(run, () => wallet.ui("exit.begin", asked));
	print(run, view, mapLines(view));
	return 0;
};

const drill = async (run: Run): Promise<number> => {
	const asked = {
		id: run.given.id ?? newId(),
		chainId: chainOf(run),
		way: needed("way", run.given.way),
	};
	await synced(run);
	const view = await whenProved(run, () => run.wallet.ui("exit.drill", asked));
	print(run, view, mapLines(view));
	return 0;
};

const listWays = async (run: Run): Promise<number> => {
	const chainId = chainOf(run);
	await synced(run);
	const found = await whenProved(run, () =>
		run.wallet.ui("exit.ways", { chainId }),
	);
	print(
		run,
		found,
		found.length === 0
			? ["This release knows no way out of that chain."]
			: found.flatMap(wayLines),
	);
	return 0;
};

const listExits = async (run: Run): Promise<number> => {
	const { journeys } = run.wallet.view().exits;
	print(
		run,
		journeys,
		journeys.length === 0 ? ["No exits."] : journeys.flatMap(mapLines),
	);
	return 0;
};

/** Was it looked at in this run, and with success? */
const isLooked = (run: Run, exit: ExitView): boolean =>
	exit.lookedMs !== null && exit.lookedMs >= run.startedMs;

const look = async (run: Run): Promise<number> => {
	const { given, wallet, rest } = run;
	const id = needed("ID", rest[0]);
	exitIn(wallet.view(), id);
	let told = "";
	const end = await wallet.until((view) => {
		const exit = exitIn(view, id);
		const lines = mapLines(exit);
		if (given.json !== true && lines.join("\n") !== told) {
			told = lines.join("\n");
			for (const line of lines) run.outside.say(line);
		}
		if (!isLooked(run, exit))
			return given.once === true && exit.fault !== null ? exit : null;
		const isOver = exit.outcome !== "under-way" || exit.click !== null;
		return isOver || given.once === true ? exit : null;
	});
	if (given.json === true) run.outside.say(JSON.stringify(end));
	else if (end.outcome !== "under-way" && end.drill)
		for (const line of ["How long each step took:", ...durationLines(end)])
			run.outside.say(line);
	if (end.fault !== null && !isLooked(run, end))
		throw new Fault(end.fault.code, end.fault.detail, end.fault.source);
	return 0;
};

/** The vault for this run, and the root the folder trusts. */
const unlock = async ({ wallet, phrase }: Run): Promise<void> => {
	if (phrase === null)
		throw new Fault(
			"no-vault",
			"the phrase is needed: --phrase-file FILE, or SEXTANT_PHRASE in the environment",
		);
	const password = `${crypto.randomUUID()}${crypto.randomUUID()}`;
	await wallet.signer.ask("keys.create", { phrase, password });
	for (const root of wallet.roots)
		await wallet.signer.ask("anchor.accept", { network: wallet.network, root });
};

const orderIn = (view: View, id: string): OrderView | undefined =>
	view.orders.find((order) => order.id === id);

/** The approval of the order, once the signer has checked it. @throws the refusal */
const approvalOf = async (run: Run, id: string) => {
	for (;;) {
		const shown = await run.wallet.signer.ask("approval.list", undefined);
		const found = shown.find((approval) => approval.id === id);
		if (found !== undefined) return found;
		const order = orderIn(run.wallet.view(), id);
		if (order?.state === "refused")
			throw order.fault === null
				? new Fault("user-refused", "it was refused")
				: new Fault(order.fault.code, order.fault.detail, order.fault.source);
		await run.outside.clock.sleep(200);
	}
};

const step = async (run: Run): Promise<number> => {
	const { given, wallet, rest, outside } = run;
	const id = needed("ID", rest[0]);
	await unlock(run);
	await synced(run);
	const stage =
		given.stage ??
		(await wallet.until((view) => {
			const exit = exitIn(view, id);
			if (!isLooked(run, exit)) return null;
			if (exit.click === null)
				throw new Fault(
					"exit-not-now",
					`exit ${id} waits for nothing of yours`,
				);
			return exit.click.stage;
		}));
	const made = await whenProved(run, () =>
		wallet.ui("exit.step", { id, stage }),
	);
	if (made.state === "waiting") {
		const approval = await approvalOf(run, made.id);
		for (const line of approvalLines(approval, outside.clock.nowMs()))
			outside.note(line);
		const yes =
			given.yes === true ||
			/^y(es)?$/i.test(
				(await outside.ask("Sign and send this? (yes/no) ")).trim(),
			);
		await wallet.signer.ask("approval.decide", {
			id: made.id,
			yes,
			order: approval.order,
		});
		if (!yes) throw new Fault("user-refused", "you said no");
	}
	const wanted: readonly OrderView["state"][] =
		given.wait === true
			? ["included", "final", "lost"]
			: ["sent", "included", "final", "lost"];
	const order = await wallet.until((view) => {
		const now = orderIn(view, made.id);
		return now !== undefined && wanted.includes(now.state) ? now : null;
	});
	print(run, order, [
		`${order.state}: ${order.hash ?? ""}${order.succeeded === false ? ", and it failed there" : ""}`,
	]);
	return order.state === "lost" || order.succeeded === false ? 1 : 0;
};

const exportFile = async (run: Run): Promise<number> => {
	const { given, rest, wallet } = run;
	const isKept = given.kept === true;
	const path = needed("FILE", rest[isKept ? 0 : 1]);
	const { file } = isKept
		? await wallet.ui("exit.keptExport", { chainId: chainOf(run) })
		: await wallet.ui("exit.export", { id: needed("ID", rest[0]) });
	await writeFile(path, file, { mode: 0o600 });
	print(run, { file: path, characters: file.length }, [
		`${path}: ${file.length} characters`,
	]);
	return 0;
};

const importFile = async (run: Run): Promise<number> => {
	const file = await readText(needed("FILE", run.rest[0]));
	const taken = await run.wallet.ui("exit.import", { file });
	print(run, taken, [
		taken.says,
		...(taken.journey === null ? [] : [`exit ${taken.journey}`]),
	]);
	return 0;
};

const forget = async (run: Run): Promise<number> => {
	const id = needed("ID", run.rest[0]);
	await run.wallet.ui("exit.forget", { id });
	print(run, { forgotten: id }, [`${id} is off the list`]);
	return 0;
};

/** A look that fails is said after so long. */
const mostWatchMs = 300_000;

const watch = async (run: Run): Promise<number> => {
	const { given, outside, wallet } = run;
	const only = numberOption("chain", given.chain);
	const { clock } = outside;
	const until = clock.ticksMs() + mostWatchMs;
	await synced(run);
	let told = "";
	const end = await wallet.until((view) => {
		const found = view.exits.liveness.filter(
			({ chainId }) => only === undefined || chainId === only,
		);
		if (found.length === 0)
			throw new Fault("unknown-chain", "no rollup of this network is followed");
		const key = JSON.stringify(
			found.map(({ verdict, words, asOfS }) => [verdict, words, asOfS]),
		);
		const isLookedAt =
			found.every(({ asOfS }) => asOfS !== null) || clock.ticksMs() > until;
		if (isLookedAt && key !== told) {
			told = key;
			if (given.json !== true)
				for (const line of found.flatMap((one) =>
					livenessLines(one, clock.nowMs()),
				))
					outside.say(line);
		}
		return isLookedAt && given.once === true ? found : null;
	});
	if (given.json === true) outside.say(JSON.stringify(end));
	return 0;
};

const commands: {
	readonly [name: string]: (run: Run) => Promise<number>;
} = {
	ways: listWays,
	list: listExits,
	begin,
	drill,
	look,
	step,
	export: exportFile,
	import: importFile,
	forget,
	watch,
};

const realOutside: Outside = {
	fetch: openFetch({ permitted: () => Promise.resolve(true) }),
	clock: webClock,
	kernel: openKernel,
	ways,
	say: (line) => console.log(line),
	note: (line) => console.error(line),
	ask: async (question) => {
		const terminal = createInterface({
			input: process.stdin,
			output: process.stderr,
		});
		try {
			return await terminal.question(question);
		} finally {
			terminal.close();
		}
	},
	env: process.env,
};

const phraseOf = async (
	given: Given,
	{ env }: Outside,
): Promise<string | null> => {
	const path = given["phrase-file"];
	const raw = path === undefined ? env.SEXTANT_PHRASE : await readText(path);
	return raw === undefined ? null : raw.trim().split(/\s+/).join(" ");
};

/** @throws bad-params, and every refusal of what it does, in words by main.ts */
export const exit = async (
	args: readonly string[],
	outside: Outside = realOutside,
): Promise<number> => {
	const [name = "", ...more] = args;
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (command === undefined) {
		outside.say(exitHelp);
		return name === "" || name === "--help" ? 0 : 2;
	}
	const { values: given, positionals: rest } = parse(more);
	if (given.help === true) {
		outside.say(exitHelp);
		return 0;
	}
	const phrase = await phraseOf(given, outside);
	const own = phrase === null ? null : await accountOfPhrase(phrase);
	const account = hexOption("account", given.account, 20) ?? own;
	if (own !== null && account !== own)
		throw new Fault("no-vault", `the phrase is of ${own}, not of ${account}`);
	const chainId = numberOption("chain", given.chain);
	const l2 = endpoints("rollup", given["l2-execution"]);
	const relay = endpoints("relay", given.relay);
	const checkpoint = hexOption("checkpoint", given.checkpoint, 32) ?? null;

	const store = await folderStore(needed("folder", given.folder));
	let wallet: ExitWallet | null = null;
	try {
		wallet = await openExitWallet(
			store,
			{
				network:
					given.network === undefined
						? null
						: await networkNamed(given.network, readText),
				beacon: endpoints("beacon", given.beacon),
				execution: endpoints("execution", given.execution),
				rollup:
					chainId === undefined || l2.length + relay.length === 0
						? null
						: { chainId, execution: l2, relay },
				account,
				checkpoint,
			},
			outside,
		);
		return await command({
			given,
			rest,
			outside,
			wallet,
			phrase,
			startedMs: outside.clock.nowMs(),
		});
	} finally {
		wallet?.close();
		await store.close();
	}
};
