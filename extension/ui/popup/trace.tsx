// Why a number is what it is: the chain of reasons, and what could still be wrong with it.

import { useEffect, useState } from "preact/hooks";
import { groupInText } from "../../../src/base/units.ts";
import type { TraceView } from "../../../src/protocol/views.ts";
import { sentencesOf } from "../../../src/words/catalogue.ts";
import { Age, Grade, Warning } from "../parts/amount.tsx";
import { Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { TraceLine } from "../parts/line.tsx";
import { SaveOrDone } from "../parts/save-or-done.tsx";
import { useSaving } from "../parts/saving.ts";
import { millisWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { gradeSays } from "../words.ts";

const totalMs = (trace: TraceView): number | null => {
	const measured = trace.knots.flatMap(({ tookMs }) =>
		tookMs === null ? [] : [tookMs],
	);
	return measured.length === 0
		? null
		: measured.reduce((sum, ms) => sum + ms, 0);
};

/** May what stands at the end of this proof trace be shown? Only if the whole line holds and somebody stands behind it. */
export const conclusionOf = (trace: TraceView): string | null =>
	trace.knots.length === 0 ||
	trace.knots.some(({ fault }) => fault !== null) ||
	trace.grade === null ||
	trace.grade.who === "claimed"
		? null
		: trace.conclusion;

const TraceEnd = ({ trace }: { readonly trace: TraceView }) => {
	const conclusion = conclusionOf(trace);
	const broke = trace.knots.findIndex(({ fault }) => fault !== null);
	return conclusion === null || trace.grade === null ? (
		<div class="trace-end broken" data-amount="unproved">
			<p class="conclusion">—</p>
			<p>
				{broke < 0
					? say().places.theLineDoesNotReachA
					: say().places.theLineBreaksAtCheckSo(broke + 1)}
			</p>
		</div>
	) : (
		<div class="trace-end">
			<p class="conclusion">
				{conclusion === "" ? say().places.itHolds : groupInText(conclusion)}
			</p>
			<p>
				<Grade grade={trace.grade} /> <Age asOfS={trace.grade.asOfS} />
			</p>
			<Warning
				words={
					trace.stale === true ? say().places.tooOldToCountAsCurrent : null
				}
			/>
			<Warning words={trace.warning} />
			<p class="small">{gradeSays(trace.grade)}</p>
		</div>
	);
};

/** The proof trace, read once; null before it is there. */
const useTrace = (id: string) => {
	const { wallet } = useShared();
	const [trace, setTrace] = useState<TraceView | null>(null);
	const { run, fault } = useWork();
	useEffect(() => {
		setTrace(null);
		void run(async () => setTrace(await wallet.engine("trail.get", { id })));
	}, [wallet, id, run]);
	return { trace, fault };
};

/** How many checks held, and how long they took. */
const Held = ({ trace }: { readonly trace: TraceView }) => {
	const held = trace.knots.filter(({ fault }) => fault === null).length;
	const took = totalMs(trace);
	return (
		<div class="head-line">
			<span class={held < trace.knots.length ? "tone bad" : "tone ok"}>
				{say().places.ofChecks(held, trace.knots.length)}
			</span>
			<small>
				{took === null ? "" : say().places.onThisDevice(millisWords(took))}
			</small>
		</div>
	);
};

export const Trace = ({
	id,
	note = null,
	onDone,
}: {
	readonly id: string;
	/** Whose word it is, where somebody may take it for another's. */
	readonly note?: string | null;
	readonly onDone: () => void;
}) => {
	const { wallet } = useShared();
	const { trace, fault } = useTrace(id);
	const saving = useSaving();
	if (trace === null)
		return (
			<Frame title={say().places.theReasons} onBack={onDone}>
				{fault === null ? (
					<p class="lead">{say().places.readingTheChecksThisNumberRests}</p>
				) : (
					<FaultNote
						fault={fault}
						title={say().places.theReasonsCannotBeShown}
					/>
				)}
			</Frame>
		);
	const save = () =>
		saving.save("sextant-proof.json", () =>
			wallet.engine("evidence.export", { id }),
		);
	return (
		<Frame
			title={groupInText(trace.title)}
			under={say().places.theChainOfReasons}
			onBack={onDone}
			aside={<Held trace={trace} />}
			footer={
				<SaveOrDone
					words={say().places.exportProof}
					busy={saving.busy}
					onSave={save}
					onDone={onDone}
				/>
			}
		>
			<div class="read">
				<FaultNote
					fault={saving.fault}
					title={say().places.theProofWasNotSaved}
				/>
				{note === null ? null : <p class="engine-word">{note}</p>}
				<TraceLine trace={trace} />
				<TraceEnd trace={trace} />
				<Section title={say().places.couldThisStillBeWrong}>
					<p>{sentencesOf(trace.couldBeWrong)}</p>
				</Section>
			</div>
		</Frame>
	);
};
