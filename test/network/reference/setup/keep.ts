// A folder that is complete or absent, however many processes want it and wherever one of them ends.

import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

const partMark = ".part-";
/** No setup takes nearly as long: what is older was left by a process that was killed. */
const partAgeMs = 3_600_000;

const sweep = (parent: string): void => {
	for (const name of readdirSync(parent)) {
		const path = join(parent, name);
		const stat = statSync(path, { throwIfNoEntry: false });
		if (
			name.includes(partMark) &&
			stat !== undefined &&
			Date.now() - stat.mtimeMs > partAgeMs
		)
			rmSync(path, { recursive: true, force: true });
	}
};

/**
 * `folder` is there when it returns, with all that `make` put into the folder it was given: made aside and renamed. Where
 * another process was faster, its folder stays.
 * @throws what `make` throws, unless the folder is there all the same
 */
export const keepFolder = async (
	folder: string,
	make: (aside: string) => Promise<void>,
): Promise<void> => {
	if (existsSync(folder)) return;
	const parent = dirname(folder);
	mkdirSync(parent, { recursive: true });
	sweep(parent);
	const aside = mkdtempSync(join(parent, `${basename(folder)}${partMark}`));
	try {
		await make(aside);
		renameSync(aside, folder);
	} catch (thrown) {
		rmSync(aside, { recursive: true, force: true });
		if (!existsSync(folder)) throw thrown;
	}
};
