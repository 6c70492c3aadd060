// `sextant exit`: the journeys out of rollups without a browser, by the same engine and the same signer. Each command is a
// process of its own over one folder, and what it did is in the folder before it is said.

import { asFault, Fault } from "../base/fault.ts";
import { visibleJson } from "../base/text.ts";
import { begin, forget, listExits, listWays, rehearsal } from "./exit-begin.ts";
import { exportFile, importFile } from "./exit-files.ts";
import { leave } from "./exit-leave.ts";
import { look, watch } from "./exit-look.ts";
import {
	type CommandOptions,
	type CommandShape,
	exitHelp,
	readGiven,
} from "./exit-options.ts";
import { openOutside } from "./exit-outside.ts";
import { chainOf, type ExitCommand, needed, note } from "./exit-run.ts";
import { step } from "./exit-step.ts";
import {
	type CommandPorts,
	type ExitWallet,
	networkNamed,
	openExitWallet,
	type Setup,
} from "./exit-wallet.ts";
import { faultWords } from "./fault-words.ts";
import { endpoints, hexOption, readText } from "./options.ts";
import { accountOfPhrase } from "./signer.ts";
import { folderStore } from "./store.ts";

type Command = CommandShape & {
	readonly run: (run: ExitCommand) => Promise<number>;
};

const commands: { readonly [name: string]: Command } = {
	ways: { run: listWays, options: [], words: [] },
	begin: {
		run: begin,
		options: ["way", "amount", "everything", "token", "begun", "signed", "id"],
		words: [],
	},
	leave: { run: leave, options: ["amount", "id", "instead", "yes"], words: [] },
	drill: { run: rehearsal, options: ["way", "id"], words: [] },
	list: { run: listExits, options: [], words: [] },
	look: { run: look, options: ["once"], words: ["ID"] },
	step: { run: step, options: ["stage", "yes", "wait"], words: ["ID"] },
	export: { run: exportFile, options: ["kept"], words: ["ID", "FILE"] },
	import: { run: importFile, options: [], words: ["FILE"] },
	forget: { run: forget, options: [], words: ["ID"] },
	watch: { run: watch, options: ["once"], words: [] },
};

/** What a process that was stopped with Ctrl-C ends with. */
const stoppedCode = 130;

const phraseOf = async (
	given: CommandOptions,
	{ env }: CommandPorts,
): Promise<string | null> => {
	const path = given["phrase-file"];
	const raw = path === undefined ? env.SEXTANT_PHRASE : await readText(path);
	return raw === undefined ? null : raw.trim().split(/\s+/).join(" ");
};

/** What the options say of the folder. @throws bad-params, unknown-chain, bad-file */
const setupOf = async (
	given: CommandOptions,
	account: Setup["account"],
): Promise<Setup> => {
	const execution = endpoints("rollup", given["l2-execution"]);
	const relay = endpoints("relay", given.relay);
	return {
		network:
			given.network === undefined
				? null
				: await networkNamed(given.network, readText),
		beacon: endpoints("beacon", given.beacon),
		execution: endpoints("execution", given.execution),
		rollup:
			execution.length + relay.length === 0
				? null
				: { chainId: chainOf({ given }), execution, relay },
		account,
		checkpoint: hexOption("checkpoint", given.checkpoint, 32) ?? null,
	};
};

const runCommand = async (
	command: Command,
	given: CommandOptions,
	rest: readonly string[],
	outside: CommandPorts,
): Promise<number> => {
	const phrase = await phraseOf(given, outside);
	const own = phrase === null ? null : await accountOfPhrase(phrase);
	const account = hexOption("account", given.account, 20) ?? own;
	if (own !== null && account !== own)
		throw new Fault("no-vault", `the phrase is of ${own}, not of ${account}`);
	const setup = await setupOf(given, account);

	const store = await folderStore(needed("folder", given.folder));
	let wallet: ExitWallet | null = null;
	try {
		wallet = await Promise.race([
			openExitWallet(store, setup, outside),
			outside.stopped,
		]);
		const startedMs = outside.clock.nowMs();
		const run = { given, rest, outside, wallet, phrase, startedMs };
		return await Promise.race([command.run(run), outside.stopped]);
	} finally {
		wallet?.close();
		await store.close();
	}
};

/** @throws bad-params, and every refusal of what it does, in words by main.ts */
export const exit = async (
	args: readonly string[],
	outside: CommandPorts = openOutside(),
): Promise<number> => {
	const [name = "", ...more] = args;
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (command === undefined) {
		for (const line of exitHelp.split("\n")) outside.say(line);
		return name === "" || name === "--help" || name === "-h" ? 0 : 2;
	}
	try {
		const { given, rest } = readGiven(name, more, command);
		if (given.help === true) {
			for (const line of exitHelp.split("\n")) outside.say(line);
			return 0;
		}
		return await runCommand(command, given, rest, outside);
	} catch (thrown) {
		const fault = asFault(thrown);
		if (more.includes("--json"))
			outside.say(
				visibleJson(
					JSON.stringify({
						fault: { ...fault.toJson(), ...faultWords(fault.code) },
					}),
				),
			);
		if (!outside.isStopped()) throw thrown;
		note({ outside }, [
			"Stopped. What was signed is kept in the folder and nothing is lost; the same command goes on from here.",
		]);
		return stoppedCode;
	}
};
