// `sextant`: the same engine without a browser. It prints what it verified and how; a fault goes to the error stream with
// its words, and the exit code is 1; it is 2 for what the command line says wrongly.

import { asFault } from "../base/fault.ts";
import { balance } from "./balance.ts";
import { check } from "./check.ts";
import { exit } from "./exit.ts";
import { faultWords } from "./fault-words.ts";
import { tell } from "./print.ts";
import { profiles } from "./profiles.ts";

const help = `sextant: believes nothing it did not check

  sextant balance ADDRESS --network NAME|FILE --beacon URL ... --execution URL ... [--checkpoint ROOT]
      [--handover FILE|URL ...] [--chain ID|NAME --l2-execution URL ... --relay URL ...] [--token ADDRESS] [--evidence FILE] [--json]
    The proved balance of an address, with the chain of reasons. Without --checkpoint, the beacon endpoints are
    asked for one: three or more, of different companies, and most of all that are asked have to agree. A
    handover is a proof that replaces a part of the walk from there, if it is by a program that the network's
    file pins. A chain that is only read goes by its name: --chain starknet, with an ADDRESS of its own and one of
    its nodes as --l2-execution; account and tokens are shown.

  sextant check FILE --checkpoint ROOT [--max-age SECONDS] [--network FILE] [--challenge HEX --origin ORIGIN] [--json]
    Checks evidence or a receipt offline. Without --checkpoint it says whether the file is consistent, and
    where it is rooted.

  sextant exit ways|begin|drill|list|look|step|export|import|forget|watch ...
    Leaves a rollup through Ethereum, with its operator or without;
    "sextant exit --help" says how.

  sextant profiles --check [FILE ...]
    What is known of the networks of this release and of those in the files, and what is wrong with them.
  sextant profiles --diff OLD NEW
    What an import of NEW would change where OLD is.
  sextant profiles --prove FILE --beacon URL ... --execution URL ... [--checkpoint ROOT]
    Whether the contracts of its rollups and watched chains are on Ethereum with the code that the file names, and
    what stands at the places it names, by proof.
  sextant profiles --draft CHAIN --beacon URL ... --execution URL ... [--checkpoint ROOT] [--to FILE]
    The contracts of a rollup that ships as they are on Ethereum now, by proof, as a network file: what differs from
    this release is marked as seen and no more. It is imported like any other file, after its changes are confirmed.
`;

const commands: {
	readonly [name: string]: (args: readonly string[]) => Promise<number>;
} = { balance, check, exit, profiles };

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
	console.log(help);
	process.exit(name === "" || name === "--help" || name === "-h" ? 0 : 2);
}
try {
	process.exit(await command(args));
} catch (thrown) {
	if (thrown instanceof TypeError && "code" in thrown) {
		// what node:util says of arguments it cannot parse
		tell(thrown.message);
		process.exit(2);
	}
	const fault = asFault(thrown);
	const { says, todo } = faultWords(fault.code);
	tell(
		`${says}${fault.source === null ? "" : ` (${fault.source})`}`,
		todo,
		`${fault.kind}, ${fault.message}`,
	);
	process.exit(fault.code === "bad-params" ? 2 : 1);
}
