// What runs on this device, and what went wrong lately.

import { useEffect, useState } from "preact/hooks";
import { Copy, Facts, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

type Report = {
	readonly version: string;
	readonly checks: readonly {
		readonly work: string;
		readonly runs: string;
		readonly refused: readonly {
			readonly name: string;
			readonly why: string;
		}[];
	}[];
	readonly lines: readonly string[];
};

const checksInWords = ({ checks }: Report): readonly string[] =>
	checks.flatMap(({ work, runs, refused }) => [
		say().places.selfTestPassed(work, runs),
		...refused.map(({ name, why }) => `${work}: ${name}: ${why}`),
	]);

const HeavyChecks = ({ checks }: Pick<Report, "checks">) => (
	<Section title={say().places.heavyChecksAreDoneBy}>
		{checks.length === 0 ? (
			<p>{say().places.nothingNoSignatureCanBeChecked}</p>
		) : null}
		<ul class="rows">
			{checks.map(({ work, runs, refused }) => (
				<li key={work}>
					<p>{say().places.selfTestPassed2(work, runs)}</p>
					{refused.map(({ name, why }) => (
						<p key={name} class="small">
							{name}: {why}
						</p>
					))}
				</li>
			))}
		</ul>
	</Section>
);

/** All of it as text, to be copied. */
const wholeOf = (report: Report): string =>
	[report.version, ...checksInWords(report), ...report.lines].join("\n");

const ReportRead = ({ report }: { readonly report: Report }) => (
	<>
		<Facts facts={[{ name: say().places.version, value: report.version }]} />
		<HeavyChecks checks={report.checks} />
		<Section
			title={say().places.whatWentWrongLately}
			aside={<Copy value={wholeOf(report)} what={say().places.diagnostics} />}
		>
			{report.lines.length === 0 ? (
				<p>{say().places.nothing}</p>
			) : (
				<pre class="lines">{report.lines.join("\n")}</pre>
			)}
		</Section>
		<p class="small">{say().places.readItThroughBeforeYouShare}</p>
	</>
);

export const Diagnostics = () => {
	const { wallet } = useShared();
	const [report, setReport] = useState<Report | null>(null);
	const { fault, run } = useWork();
	useEffect(() => {
		void run(async () =>
			setReport(await wallet.engine("diagnostics.get", undefined)),
		);
	}, [wallet, run]);
	return (
		<SettingsPage words={{ title: say().places.diagnostics2 }}>
			<FaultNote fault={fault} />
			{report === null ? (
				<p class="lead">{say().places.askingTheEngine}</p>
			) : (
				<ReportRead report={report} />
			)}
		</SettingsPage>
	);
};
