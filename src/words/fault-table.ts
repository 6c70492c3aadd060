// How a language's words on faults are laid out, and the same as a room of the catalogue: "fault.<code>" says what happened,
// "fault.<code>.todo" what to do now.

import { type FaultCode, faults } from "../base/faults.ts";

export type FaultTable = {
	/** What to do about every fault that names nothing of its own: an endpoint spoke falsely. */
	readonly putAside: string;
	readonly of: {
		readonly [code in FaultCode]: {
			/** One plain sentence, for a person. */
			readonly says: string;
			/** One plain sentence or two: what to do now. */
			readonly todo?: string;
		};
	};
};

/** Those of the catalogue; none has parameters. */
export const faultCodes: { readonly [code: string]: Record<never, never> } =
	Object.fromEntries(
		Object.keys(faults).flatMap((code) => [
			[`fault.${code}`, {}],
			[`fault.${code}.todo`, {}],
		]),
	);

export const faultSentences = ({
	putAside,
	of,
}: FaultTable): { readonly [code: string]: string } =>
	Object.fromEntries(
		Object.entries(of).flatMap(([code, { says, todo }]) => [
			[`fault.${code}`, says],
			[`fault.${code}.todo`, todo ?? putAside],
		]),
	);
