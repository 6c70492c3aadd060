// Why a number is what it is: the chain of reasons, and what could still be wrong with it.

import { useEffect, useState } from "preact/hooks";
import { groupInText, millisWords } from "../../../src/base/units.ts";
import type { TrailView } from "../../../src/protocol/views.ts";
import { saveFile } from "../host.ts";
import { Age, Grade, Warning } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { TrailLine } from "../parts/line.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { gradeSays } from "../words.ts";

const totalMs = (trail: TrailView): number | null => {
	const measured = trail.knots.flatMap(({ tookMs }) =>
		tookMs === null ? [] : [tookMs],
	);
	return measured.length === 0
		? null
		: measured.reduce((sum, ms) => sum + ms, 0);
};

/** May what stands at the end of this trail be shown? Only if the whole line holds and somebody stands behind it. */
export const conclusionOf = (trail: TrailView): string | null =>
	trail.knots.length === 0 ||
	trail.knots.some(({ fault }) => fault !== null) ||
	trail.grade === null ||
	trail.grade.who === "claimed"
		? null
		: trail.conclusion;

const TrailEnd = ({ trail }: { readonly trail: TrailView }) => {
	const conclusion = conclusionOf(trail);
	const broke = trail.knots.findIndex(({ fault }) => fault !== null);
	return conclusion === null || trail.grade === null ? (
		<div class="trail-end broken" data-amount="unproved">
			<p class="conclusion">—</p>
			<p>
				{broke < 0
					? "The line does not reach a number that can be shown."
					: `The line breaks at check ${broke + 1}. So there is no number here.`}
			</p>
		</div>
	) : (
		<div class="trail-end">
			<p class="conclusion">
				{conclusion === "" ? "It holds." : groupInText(conclusion)}
			</p>
			<p>
				<Grade grade={trail.grade} /> <Age asOfS={trail.grade.asOfS} />
			</p>
			<Warning
				words={
					trail.stale === true ? "Too old to be taken for the present" : null
				}
			/>
			<Warning words={trail.warning} />
			<p class="small">{gradeSays(trail.grade)}</p>
		</div>
	);
};

export const Trail = ({
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
	const [trail, setTrail] = useState<TrailView | null>(null);
	const reading = useWork();
	const saving = useWork();
	const { run } = reading;
	useEffect(() => {
		setTrail(null);
		void run(async () => setTrail(await wallet.engine("trail.get", { id })));
	}, [wallet, id, run]);
	if (trail === null)
		return (
			<Frame title="The reasons" onBack={onDone}>
				{reading.fault === null ? (
					<p class="lead">Reading the checks this number rests on.</p>
				) : (
					<FaultNote
						fault={reading.fault}
						title="The reasons cannot be shown."
					/>
				)}
			</Frame>
		);
	const held = trail.knots.filter(({ fault }) => fault === null).length;
	const broken = held < trail.knots.length;
	const took = totalMs(trail);
	return (
		<Frame
			title={groupInText(trail.title)}
			under="the chain of reasons"
			onBack={onDone}
			aside={
				<div class="head-line">
					<span class={broken ? "tone bad" : "tone ok"}>
						{held} of {trail.knots.length} checks
					</span>
					<small>
						{took === null ? "" : `${millisWords(took)} on this device`}
					</small>
				</div>
			}
			footer={
				<>
					<Button
						busy={saving.busy}
						onClick={() => {
							void saving.run(async () => {
								const { file } = await wallet.engine("evidence.export", { id });
								saveFile("sextant-proof.json", file);
							});
						}}
					>
						Export proof
					</Button>
					<Button main onClick={onDone}>
						Done
					</Button>
				</>
			}
		>
			<div class="read">
				{saving.fault === null ? null : (
					<FaultNote fault={saving.fault} title="The proof was not saved." />
				)}
				{note === null ? null : <p class="engine-word">{note}</p>}
				<TrailLine trail={trail} />
				<TrailEnd trail={trail} />
				<Section title="Could this still be wrong?">
					<p>{trail.couldBeWrong}</p>
				</Section>
			</div>
		</Frame>
	);
};
