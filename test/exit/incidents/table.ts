// Prints the table of recorded incidents for the README: npx tsx test/exit/incidents/table.ts

import { durationWords } from "../../../src/base/units.ts";
import { type Incident, readIncidents } from "./incident.ts";
import { type Outcome, replay, spanOf } from "./replay.ts";

const spanWords = (span: ReturnType<typeof spanOf>): string =>
	span === null
		? "not before its end"
		: `${durationWords(span.least)}${span.most === span.least ? "" : ` to ${durationWords(span.most)}`}${span.always ? "" : ", by chance"}`;

const when = ({ published: { startS, lengthS } }: Incident): string =>
	startS === null
		? `no agreed time, ${durationWords(lengthS)}`
		: `${new Date(startS * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC, ${durationWords(lengthS)}`;

const limitWords: {
	readonly [limits in Incident["sign"]["limits"]]: string;
} = {
	shipped: "as shipped",
	"of-its-time": "as published then",
	supposed: "supposed: nobody who runs it says, so the wallet judges nothing",
};

/** A row in Markdown. */
const rowOf = (incident: Incident, outcomes: readonly Outcome[]): string => {
	const { mark, everyS } = incident.sign;
	const cells = [
		`${incident.chain}, ${incident.title}`,
		when(incident),
		`${mark} about every ${durationWords(everyS)}, ${limitWords[incident.sign.limits]}`,
		incident.couldSpeak
			? spanWords(spanOf(outcomes, "lateS"))
			: "could not have warned",
		incident.couldSpeak ? spanWords(spanOf(outcomes, "stalledS")) : "–",
		incident.why,
	];
	return `| ${cells.join(" | ")} |`;
};

export const tableOf = (
	incidents: readonly Incident[],
	outcomes: (incident: Incident) => readonly Outcome[] = replay,
): string =>
	[
		"| incident | published | usual pace | “late” after | “stalled” after | why |",
		"| --- | --- | --- | --- | --- | --- |",
		...incidents.map((incident) => rowOf(incident, outcomes(incident))),
	].join("\n");

if (import.meta.url === `file://${process.argv[1]}`)
	console.log(tableOf(readIncidents()));
