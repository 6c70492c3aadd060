// One step of the setup, in a process of its own, with the folder it works in as argument:
// "keys": compiles the circuit and makes the keys. "second": the key's points of the second group, beside those of the
// first; it leaves them in a file of the folder.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { endWithParent, startChild } from "../../l1/child.ts";
import { compileCircuit } from "./compile.ts";
import { type KeyScalars, keyScalars } from "./key-scalars.ts";
import { readR1cs } from "./r1cs.ts";
import {
	makeFirstGroup,
	makeSecondGroup,
	type SecondGroup,
	verifyingKeyOf,
	zkeyBytes,
} from "./zkey.ts";

endWithParent();
const [step, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("no folder given");
const secondPath = join(folder, "second-group");

const readScalars = (): KeyScalars =>
	keyScalars(readR1cs(readFileSync(join(folder, "rollup.r1cs"))));

const makeSecond = (): void => {
	writeFileSync(secondPath, serialize(makeSecondGroup(readScalars().wires.b)));
};

const makeKeys = async (): Promise<void> => {
	await compileCircuit(folder);
	const other = startChild(
		new URL(import.meta.url),
		["second", folder],
		join(folder, "setup.log"),
	);
	const scalars = readScalars();
	const first = makeFirstGroup(scalars);
	await other.firstMessage;
	await other.stop();
	const second: SecondGroup = deserialize(readFileSync(secondPath));
	rmSync(secondPath);
	writeFileSync(join(folder, "wires"), serialize(scalars.wires));
	writeFileSync(join(folder, "rollup.zkey"), zkeyBytes(scalars, first, second));
	writeFileSync(
		join(folder, "verifying-key.json"),
		JSON.stringify(verifyingKeyOf(first, second), null, "\t"),
	);
};

if (step === "second") makeSecond();
else await makeKeys();
process.send?.("made");
