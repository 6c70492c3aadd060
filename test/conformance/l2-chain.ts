// The topic l2-chain: recordings of live chains from an L1 state root to an account of a layer 2.

import { asFault } from "../../src/base/fault.ts";
import { families } from "./l2-chain/families.ts";
import { l1Case, type Recording, recordingIn } from "./l2-chain/recording.ts";
import { runCase, type StateCase } from "./state-l1/case.ts";
import { readDocument } from "./state-l1/document.ts";
import type { Topic, VectorFile } from "./topic.ts";

const unsupported = (name: string, why: string): StateCase => ({
	name,
	input: null,
	check: () => {},
	unsupported: why,
});

const casesOf = (recording: Recording): readonly StateCase[] => {
	const { path, family } = recording;
	const forms = Object.hasOwn(families, family) ? families[family] : undefined;
	return [
		l1Case(recording),
		...(forms === undefined
			? [unsupported(path, `the family "${family}"`)]
			: forms(recording)),
	];
};

/** A recording that cannot be read is a case that fails, not a silence. */
const casesIn = (file: VectorFile): readonly StateCase[] => {
	try {
		const document = readDocument(file);
		const recording = recordingIn(file.path, document?.value);
		return recording === null ? [] : casesOf(recording);
	} catch (thrown) {
		const fault = asFault(thrown);
		return [
			{
				name: file.path,
				input: null,
				check: () => {
					throw fault;
				},
			},
		];
	}
};

export const l2Chain: Topic = {
	name: "l2-chain",
	run: async function* (files, options) {
		for (const file of files)
			for (const one of casesIn(file)) yield await runCase(one, options);
	},
};
