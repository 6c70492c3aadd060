// What `sextant exit` takes on its command line, and the text that says so. It does nothing of it.

import { parseArgs } from "node:util";
import { Fault } from "../base/fault.ts";

export const exitHelp = `sextant exit: leaves a rollup through Ethereum, with its operator or without

  sextant exit ways --folder DIR --chain ID|NAME
      the ways out for the account, and whether they are open
  sextant exit begin --folder DIR --chain ID --way WAY
      (--amount N | --everything) [--token ADDRESS] [--begun HASH] [--id NAME]
      [--signed BYTES]
      begins an exit; nothing is signed yet; --signed is a transaction on the
      rollup that other software signed and nobody has sent
  sextant exit leave --folder DIR --chain ID --amount N [--instead ORDER]
      [--id NAME] [--yes]
      signs a withdrawal to yourself on a rollup whose own call says so, as
      Arbitrum's does, and gives its hash: "begin --begun HASH" goes on with it;
      --instead puts it in the place of an order of yours under way there
  sextant exit drill --folder DIR --chain ID --way WAY [--id NAME]
      rehearses one with a small sum, on a test network
  sextant exit list --folder DIR
      the exits of this folder, as they were when they were last looked at
  sextant exit look ID --folder DIR [--once]
      follows an exit until its next step is yours, or it is over
  sextant exit step ID --folder DIR [--stage STAGE] [--yes] [--wait]
      makes the next step's order, shows what would be signed, asks, signs and
      sends it; --wait waits until a block of Ethereum has it. Cut off at any
      moment, the same command goes on, and what was signed is not signed twice
  sextant exit export ID FILE --folder DIR
      all that another device needs to go on
  sextant exit export FILE --kept --chain ID --folder DIR
      the evidence that is kept for exits, without an exit
  sextant exit import FILE --folder DIR
      takes such a file, checked again
  sextant exit forget ID --folder DIR
      takes an exit off the list; what is on Ethereum stays
  sextant exit watch --folder DIR [--chain ID|NAME] [--once]
      how alive each rollup is, by what Ethereum shows; a chain that is only
      watched and has no id goes by its name

Said once for a folder, and kept in it:
  --network NAME|FILE  --beacon URL ...  --execution URL ...
  [--checkpoint ROOT]  [--account ADDRESS]
  --chain ID --l2-execution URL ... [--relay URL ...]
      a rollup's endpoints; an exit goes on when they are dead
  An option that takes several is repeated: --beacon URL --beacon URL.
  Without --checkpoint, the beacon endpoints are asked for one: three or more,
  of different companies, and most of all that are asked have to agree.
  --amount is in ether; with --token it is in the token's smallest unit.

The recovery phrase is read for one run, from --phrase-file FILE or from the
environment's SEXTANT_PHRASE, and is written nowhere. Only "step" and "leave"
need it, and the first command where no --account was named. What signs is the
same signer as the extension's: it checks every proof of the order itself and
takes the folder's trusted root as the one you accepted.

--json prints one line of JSON instead of words, also for a refusal; "watch"
without --once prints one whenever something changed. How it goes is said on
the error stream. Exit codes: 0 done, 1 refused or failed, 2 the command line
says too little or what cannot be, 130 stopped by Ctrl-C.
`;

const one = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

/** Every command takes these. */
const common = {
	folder: one,
	network: one,
	beacon: many,
	execution: many,
	checkpoint: one,
	account: one,
	chain: one,
	"l2-execution": many,
	relay: many,
	json: flag,
	"phrase-file": one,
	help: flag,
} as const;

const own = {
	way: one,
	token: one,
	amount: one,
	everything: flag,
	begun: one,
	signed: one,
	instead: one,
	id: one,
	stage: one,
	yes: flag,
	wait: flag,
	once: flag,
	kept: flag,
} as const;

const parse = (args: readonly string[]) =>
	parseArgs({
		args: [...args],
		allowPositionals: true,
		options: { ...common, ...own },
	});
export type CommandOptions = ReturnType<typeof parse>["values"];

/** What one command takes besides what all take. */
export type CommandShape = {
	readonly options: readonly (keyof typeof own)[];
	/** What the words are that stand without an option; of them "--kept" needs no exit. */
	readonly words: readonly ("ID" | "FILE")[];
};

/** @throws bad-params in the words of node:util */
const parseInWords = (args: readonly string[]): ReturnType<typeof parse> => {
	try {
		return parse(args);
	} catch (thrown) {
		if (thrown instanceof TypeError && "code" in thrown)
			throw new Fault("bad-params", thrown.message);
		throw thrown;
	}
};

/** What stands on the command line of one command. @throws bad-params for what means nothing to it */
export const readGiven = (
	name: string,
	args: readonly string[],
	takes: CommandShape,
): { readonly given: CommandOptions; readonly rest: readonly string[] } => {
	const { values: given, positionals: rest } = parseInWords(args);
	const taken: readonly string[] = [...Object.keys(common), ...takes.options];
	for (const option of Object.keys(given))
		if (!taken.includes(option))
			throw new Fault("bad-params", `"exit ${name}" takes no --${option}`);
	const words = given.kept === true ? ["FILE"] : takes.words;
	const missing = words[rest.length];
	if (missing !== undefined)
		throw new Fault("bad-params", `"${missing}" is missing`);
	if (rest.length > words.length)
		throw new Fault(
			"bad-params",
			`"${rest[words.length]}" is one word too many for "exit ${name}"`,
		);
	return { given, rest };
};
