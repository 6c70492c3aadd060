// The topic state-l1: execution headers, blocks, receipts and Merkle-Patricia proofs in every form they are met in, and
// recorded scenarios from a light client's bootstrap to an account. Forms are told by their fields.

import { asFault } from "../../src/base/fault.ts";
import { runCase, type StateCase } from "./state-l1/case.ts";
import { type Document, readDocument } from "./state-l1/document.ts";
import { portalCases } from "./state-l1/portal-forms.ts";
import { knownIn, rpcCases } from "./state-l1/rpc-forms.ts";
import { scenarioCases, scenarioOf } from "./state-l1/scenario.ts";
import { trieCases } from "./state-l1/trie-forms.ts";
import type { Topic } from "./topic.ts";

const perFolder = (
	documents: readonly Document[],
): ReadonlyMap<string, readonly Document[]> => {
	const folders = new Map<string, Document[]>();
	for (const document of documents) {
		const some = folders.get(document.folder);
		if (some === undefined) folders.set(document.folder, [document]);
		else some.push(document);
	}
	return folders;
};

/** The cases of one document; a form that cannot be read is a case that fails, not a silence. */
const casesOf = (
	document: Document,
	make: () => readonly StateCase[],
): readonly StateCase[] => {
	try {
		return make();
	} catch (thrown) {
		const fault = asFault(thrown);
		return [
			{
				name: document.path,
				input: null,
				check: () => {
					throw fault;
				},
			},
		];
	}
};

export const stateL1: Topic = {
	name: "state-l1",
	run: async function* (files, options) {
		const documents = files
			.map(readDocument)
			.filter((document) => document !== null);
		const far = knownIn(documents);
		for (const folder of perFolder(documents).values()) {
			const near = knownIn(folder);
			const own = files.filter(
				({ path }) =>
					path.slice(0, Math.max(0, path.lastIndexOf("/"))) ===
					folder[0]?.folder,
			);
			for (const document of folder) {
				if (scenarioOf(document) !== null) {
					for (const one of await scenarioCases(document, folder, own))
						yield await runCase(one, options);
					continue;
				}
				const cases = casesOf(document, () => [
					...rpcCases(document, folder, near, far),
					...trieCases(document),
					...portalCases(document),
				]);
				for (const one of cases) yield await runCase(one, options);
			}
		}
	},
};
