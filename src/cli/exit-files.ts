// The commands of `sextant exit` that write an exit to a file and take one from a file.

import { writeFile } from "node:fs/promises";
import { Fault } from "../base/fault.ts";
import { sentencesOf } from "../words/catalogue.ts";
import { chainOf, type ExitCommand, needed, print } from "./exit-run.ts";
import { readText } from "./options.ts";

/** @throws bad-file with the reason */
const writeText = async (path: string, text: string): Promise<void> => {
	try {
		await writeFile(path, text, { mode: 0o600 });
	} catch (thrown) {
		throw new Fault(
			"bad-file",
			thrown instanceof Error ? thrown.message : String(thrown),
		);
	}
};

export const exportFile = async (run: ExitCommand): Promise<number> => {
	const { given, rest, wallet } = run;
	const isKept = given.kept === true;
	const path = needed("FILE", rest[isKept ? 0 : 1]);
	const { file } = isKept
		? await wallet.ui("exit.keptExport", { chainId: chainOf(run) })
		: await wallet.ui("exit.export", { id: needed("ID", rest[0]) });
	await writeText(path, file);
	print(run, { file: path, characters: file.length }, [
		`${path}: ${file.length} characters. There is no key in it.`,
	]);
	return 0;
};

export const importFile = async (run: ExitCommand): Promise<number> => {
	const file = await readText(needed("FILE", run.rest[0]));
	const taken = await run.wallet.ui("exit.import", { file });
	const says = sentencesOf(taken.says);
	print(run, { ...taken, says }, [
		says,
		...(taken.journey === null ? [] : [`exit ${taken.journey}`]),
	]);
	return 0;
};
