// SPDX-License-Identifier: GPL-3.0-or-later
// Every word of the page, one table per language. {x} stands for a value.

import { limitEn, limitVi } from "./limit_strings";

const en = {
    ...limitEn,

    "page.kind": "Simulation report",
    "page.compare": "{n} policies compared",
    "page.contents": "Contents",
    "page.skip": "Skip to the report",
    "page.policy": "Show details of",
    "page.print": "Print or save as PDF",
    "page.dark": "Dark theme",
    "page.light": "Light theme",
    "page.foot":
        "Made by gatesim {version}. The page works without network; every number in it can be made again from the last section.",

    "unit.s": "s",
    "unit.min": "min",
    "unit.h": "h",
    "unit.d": "d",
    "unit.days": "days",
    "unit.million": "million",
    "unit.billion": "billion",
    "unit.trucks": "trucks",
    "unit.range": "{low} to {high}",
    weekdays: "Mon Tue Wed Thu Fri Sat Sun",

    "figure.table": "Data as a table",
    "figure.csv": "Download CSV",
    "figure.svg": "Download SVG",
    "figure.more": "More to the right: scroll sideways",
    "scale.cut":
        "The scale ends at {end}: lines with an arrow go on, to {most} at most; the number behind an arrow is their end.",
    "series.time": "Time",

    "meta.period": "{days} from {date}",
    "meta.replications": "{n} replications",
    "meta.one": "one replication: no intervals",
    "meta.seed": "seed {seed}",
    "meta.warmup": "the first {time} are warm-up",
    "meta.interval": "± is the half-width of a 95 % confidence interval over the replications.",

    "answer.title": "The answer",
    "answer.one":
        "On average a truck needs {mean} {span}, and 95 % need less than {p95}. {crossed} of {arrived} trucks cross, {rate} an hour.",
    "answer.none": "No truck crosses in the time that was simulated.",
    "answer.growing":
        "The gate does not keep up: at the end the backlog still grows, by {rate} trucks a day, so the means depend on how long the run is.",
    "answer.settled": "The backlog does not grow at the end.",
    "answer.best":
        "{best} is the fastest of {n}: it brings the mean time {span} from {from} ({base}) to {to}, {change}{but}.",
    "answer.among":
        "{best} brings the mean time {span} from {from} ({base}) to {to}, {change}{but}. Which of the {n} is the fastest is not sure: {others} may be as fast.",
    "answer.fewer": ", while fewer trucks cross, {crossed} instead of {before}",
    "answer.share": "{size} {less} (95 % interval {low} to {high})",
    "answer.by": "{size} {less} (± {half})",
    "answer.less": "less",
    "answer.more": "more",
    "answer.base":
        "None of the other policies is faster than {base}, where a truck needs {mean} {span} on average{but}.",
    "answer.rivals":
        "No other policy is known to be faster than {base}, where a truck needs {mean} {span} on average{but}; {others} may be as fast.",
    "answer.unsure":
        "{best} has the shortest mean time {span}, {to} against {from} ({base}){but}; so few replications do not show that this is more than chance.",
    "span.gate": "from arrival to crossing",
    "span.wish": "from wanting to come to crossing",
    "but.unmet": ", but {unmet}",
    "unmet.text": "{unmet} of {wanted} trucks ({share}) {why}",
    "unmet.or": " or ",
    "unmet.slot": "find no slot",
    "unmet.show": "do not come",
    "unmet.refused": "are refused",
    "booking.text":
        "Trucks that book wait {mean} at home for their slot on average, 95 % of them under {p95}",
    "answer.grows": "With {name} the backlog still grows at the end, by {rate} trucks a day.",
    "answer.common":
        "All policies met the same trucks (common random numbers); the intervals hold together with 95 %.",
    "answer.streams":
        "The policies are on common random numbers, but not as many trucks come with {others} as with {base}: such differences are of demand too. The intervals hold together with 95 %.",
    "answer.independent":
        "The policies met different random trucks, so they are compared as independent; the intervals hold together with 95 %.",
    "warn.start":
        "The policies start at different times ({values}): numbers over different windows are not comparable as differences in policy.",
    "warn.duration":
        "The policies are of different lengths ({values}): numbers over different windows are not comparable as differences in policy.",
    "warn.warmup":
        "The policies have different warm-ups ({values}): numbers over different windows are not comparable as differences in policy.",
    "warn.pairs":
        "Changes of {name} are over the {n} replications that it shares with {base}, means over all of each: they do not subtract to these.",
    "target.title": "Targets",
    "target.kept": "kept",
    "target.missed": "missed",
    "target.open": "undecided: the interval covers the limit",
    "target.none": "undecided: there is no value",
    "target.target": "Target",
    "target.mean": "Mean",
    "target.verdict": "Verdict",
    "target.cross": "{share} cross within {value}",
    "target.cross_of": "{share} of {whom} cross within {value}",
    "target.wait": "{share} wait at most {value}",
    "target.wait_of": "{share} of {whom} wait at most {value}",
    "target.most": "{name}: at most {value}",
    "target.least": "{name}: at least {value}",
    "target.limit": "target {value}",

    "key.time": "Time from arrival to crossing, mean",
    "key.total": "Time from wanting to come to crossing, mean",
    "key.unmet": "Demand not met, trucks",
    "key.booking": "Wait at home for a slot, mean",
    "key.p95": "95 % cross within",
    "key.wait": "Waiting, mean",
    "key.below":
        "The mean is above the time within which 95 % cross: at most 5 in 100 trucks need so long that they lift it there.",
    "key.crossed": "Trucks crossed",
    "key.back": "Turned back",
    "key.inside": "Still inside at the end",
    "key.most": "Most trucks inside at once",
    "key.road": "Longest queue on the road",
    "key.cost": "Cost of delay and staff",

    "measure.measure": "Measure",
    "measure.title": "All policies by measure",
    "measure.of": "of",
    "measure.all": "all",
    "measure.note":
        "Each cell: the mean with its 95 % interval; below it the change against {base}, whose intervals hold together for all policies of a row. * the change is sure: its interval keeps away from zero.",
    "measure.below":
        "Below its mean: {names}. At most 5 in 100 trucks need so long that they lift the mean above what the other 95 need.",
    "measure.time_in_system_mean": "mean time from arrival to crossing",
    "measure.time_in_system_min": "shortest time from arrival to crossing",
    "measure.time_in_system_max": "longest time from arrival to crossing",
    "measure.time_in_system_p50": "median time from arrival to crossing",
    "measure.time_in_system_p90": "time within which 90 % cross",
    "measure.time_in_system_p95": "time within which 95 % cross",
    "measure.time_in_system_p99": "time within which 99 % cross",
    "measure.wait_mean": "mean wait",
    "measure.wait_max": "longest wait",
    "measure.wait_p50": "median wait",
    "measure.wait_p90": "wait that 90 % do not exceed",
    "measure.wait_p95": "wait that 95 % do not exceed",
    "measure.wait_p99": "wait that 99 % do not exceed",
    "measure.throughput_per_hour": "trucks crossing an hour",
    "measure.trucks_arrived": "trucks arrived",
    "measure.trucks_crossed": "trucks crossed",
    "measure.trucks_turned_back": "trucks turned back",
    "measure.trucks_in_system": "trucks still inside at the end",
    "measure.in_system_mean": "trucks inside, mean",
    "measure.in_system_max": "most trucks inside at once",
    "measure.road_queue_mean": "trucks queueing on the road, mean",
    "measure.road_length_max": "longest queue on the road",
    "measure.queue_mean": "trucks in line, mean",
    "measure.queue_max": "longest line",
    "measure.served": "trucks served",
    "measure.utilisation": "share of the time that servers are busy",
    "measure.blocked_fraction": "share of the time that servers are blocked",
    "measure.closed_fraction": "share of the time that servers are closed",
    "measure.buffer_index":
        "buffer index: time to add to the mean so as to be late 1 time in 20, as a share of the mean",
    "measure.backlog_growth": "growth of the backlog, trucks a day",
    "rank.title": "Policies from the shortest mean time to the longest",
    "rank.policy": "Policy",
    "rank.change": "Change of the mean time against {base}",
    "rank.sure": "Sure?",
    "rank.yes": "yes",
    "rank.no": "no",
    "rank.basis": "(baseline)",
    "change.title": "What each policy changes against {base}",
    "change.note":
        "Dots are changes, bars their 95 % intervals, each measure on its own scale; left of zero is shorter. A bar that crosses zero may be chance.",
    "change.cut": "Bars with an arrow go on beyond the scale.",
    "change.none": "no change",
    "change.total": "Mean time from wanting to come to crossing",
    "change.total95": "95 % cross within, from wanting to come",
    "change.mean": "Mean time from arrival to crossing",
    "change.p95": "Time within which 95 % cross",
    "change.wait": "Mean wait",
    "change.axis": "change",

    "time.title": "Queues and throughput over time",
    "inside.title": "Trucks inside the gate over time",
    "inside.note":
        "Lines are means over the replications; the bands hold the middle {share} of them.",
    "inside.lines": "Lines are means over the replications.",
    "inside.axis": "trucks",
    "inside.warm": "warm-up",
    "queue.title": "Trucks in line at each place",
    "queue.note":
        "Each strip is a place with its own scale. Line: mean over the replications; band: the middle {share} of them; grey: closed or nobody on shift; bordered: a planned incident.",
    "queue.none": "Hardly ever a line: {places}.",
    "queue.drawn":
        "Dashed: incidents that came by chance, as in the first replication; other replications have others.",
    "queue.nohours":
        "Opening hours are not shown: data files of the scenario are not beside the results.",
    "queue.place": "Place",
    "queue.max": "mean at most {n}",
    "hour.title": "Trucks arriving and crossing by hour of the day",
    "hour.note":
        "Means over days and replications. Where the line is above the bars the backlog grows.",
    "hour.axis": "trucks an hour",
    "hour.hour": "Hour of the day",
    "hour.arrived": "arrived",
    "hour.crossed": "crossed",
    "backlog.title": "Backlog at the daily count, by class",
    "backlog.note":
        "Trucks inside at the time of day at which the gate counts them, and at the end of the run; means over the replications.",
    "backlog.day": "Day",
    "backlog.end": "end of run",
    "week.title": "When and where it is congested",
    "week.note":
        "Mean number of trucks in line by place and hour of the week: the stronger the colour, the more. Behind each place stands when its line is longest.",
    "week.hour": "Hour",
    "week.axis": "trucks in line",

    "wait.title": "Waits and crossing times by class of truck",
    "stay.title": "Time from arrival to crossing",
    "stay.note":
        "Thin line: from the shortest to the longest; thick bar: from the median (p50) to p95; marks at p50, p90, p95 and p99; diamond: the mean. Means over the replications.",
    "line.title": "Waiting in all",
    "line.note":
        "As above, for the time that a truck spends waiting: in line, before a closed place, blocked, on the road.",
    "class.class": "Class",
    "class.all": "all trucks",
    "class.axis": "time",
    "class.min": "min",
    "class.max": "max",
    "class.mean": "mean",
    "cause.title": "Where the time goes",
    "cause.note": "Time within the measured window that a truck spends in each cause, added up.",
    "cause.axis": "time a truck",
    "cause.queueing": "queueing",
    "cause.closed": "closed",
    "cause.down": "out of order",
    "cause.metered": "held back by a rule",
    "cause.staff": "waiting for an officer",
    "cause.driver": "waiting for a driver",
    "cause.batch": "waiting for a group",
    "cause.papers": "papers",
    "cause.road": "on the road",
    "cause.setup": "moving up",
    "cause.look-up": "waiting for a data service",
    "cause.service": "service",
    "cause.rework": "rework",
    "cause.blocked": "blocked by the next place",
    "cause.travel": "driving",
    "cause.booking": "waiting at home for a booked slot",
    "cause.late": "late for the slot",
    "release.title": "Time release study",
    "release.note":
        "As in the WCO's Guide to Measure the Time Required for the Release of Goods: the time of a truck with each agency, from joining its queue to the end of the service.",
    "release.agency": "Agency",
    "release.n": "Visits",
    "release.mean": "Mean",
    "release.median": "Median",
    "release.sd": "Standard deviation",
    "release.p95": "95 % within",
    "release.wait": "Waiting, mean",
    "release.service": "Service, mean",

    "map.title": "The gate as a map",
    "flow.title": "How many trucks go where",
    "flow.note":
        "Bands are as wide as the number of trucks that went from one place to the next; the stronger the colour of a place, the busier its servers. Behind each name: how busy, and the mean wait.",
    "flow.back": "Not drawn, since they lead back: {list}.",
    "flow.from": "From",
    "flow.to": "To",
    "flow.trucks": "Trucks",
    "place.arrival": "arrival",
    "place.crossed": "crossed",
    "place.turned back": "turned back",
    "flow.busy": "busy {share}",
    "flow.wait": "wait {time}",

    "use.title": "Use of places, costs and emissions",
    "servers.title": "What the servers of each place do",
    "servers.note":
        "Share of the server-time. Blocked servers hold a truck that cannot move on. Places without a limit of servers are left out.",
    "servers.axis": "share of the server-time, %",
    "servers.busy": "busy",
    "servers.blocked": "blocked",
    "servers.kept": "kept as a place",
    "servers.down": "out of order",
    "servers.closed": "closed",
    "servers.idle": "free",
    "agency.title": "Use by agency",
    "agency.servers": "Servers on shift, mean",
    "agency.use": "Busy on shift",
    "cost.chart": "What delay costs",
    "cost.currency": "units of currency",
    "cost.title": "Costs, spoilage and emissions",
    "cost.note": "Over the measured time, means over the replications with their 95 % intervals.",
    "cost.what": "Item",
    "cost.total_cost": "Cost of delay, goods lost and staff",
    "cost.time_cost": "Time of trucks: driver, parking, reefer",
    "cost.staff_cost": "Staff",
    "cost.fees": "Fees paid",
    "cost.value_lost": "Value lost by age",
    "cost.turned_back_loss": "Value lost by turning back",
    "cost.spoiled": "Trucks with spoiled goods",
    "cost.spoiled_weight": "Spoiled goods, t",
    "cost.fuel": "Fuel burnt idling, l",
    "cost.co2": "CO₂ of that fuel, kg",

    "method.title": "How sure, and how to reproduce it",
    "warm.title": "Has the run settled?",
    "warm.note":
        "Trucks inside, mean over the replications, smoothed over {window} (Welch). A line that goes on rising has not settled.",
    "warm.rule":
        "Statistics start after {time}; MSER-5, a rule that leaves out the start that blurs the mean most, would leave out {cut}.",
    "warm.short":
        "MSER-5, a rule that leaves out the start that blurs the mean most, finds no steady state in this run.",
    "warm.inside": "trucks inside, smoothed",
    "precise.title": "Are there enough replications?",
    "precise.note":
        "The estimate of the mean time from arrival to crossing, with its 95 % interval, after each replication.",
    "precise.n": "Replications",
    "precise.cut": "The scale is cut: intervals of the first replications go on beyond it.",
    "precise.axis": "mean time",
    "precise.mean": "mean",
    "precise.low": "lower end",
    "precise.high": "upper end",
    "sure.title": "What the intervals promise",
    "sure.one":
        "A half-width is Student's: in 95 of 100 experiments like this one, mean ± half-width covers what endless replications would give.",
    "sure.all":
        "Changes of several policies hold together (Bonferroni): each interval is made so wide that all of a row cover their true values in 95 of 100 experiments.",
    "sure.p95": "p50, p90, p95, p99: half, 90, 95 and 99 in 100 trucks need no longer.",
    "diff.title": "What the scenarios change",
    "diff.none": "No setting differs from {base}.",
    "diff.against": "Against {base}",
    "diff.section": "Section",
    "diff.key": "Setting",
    "diff.absent": "(not there)",
    "diff.section_new": "(new section)",
    "diff.section_gone": "(section left out)",
    "scenario.title": "The scenario in full",
    "scenario.note": "Resolved: running it again gives these results.",
    "scenario.save": "Save scenario",
    "proof.title": "To reproduce this page",
    "proof.file": "Results file",
    "proof.version": "Program",
    "proof.seed": "Seed",
    "proof.replications": "Replications",
    "proof.start": "Start",
    "proof.duration": "Duration",
    "proof.sha": "SHA-256 of the scenario",
    "proof.prints": "Fingerprints",
    "proof.print": "first of {n}: {print}",
    "proof.all": "All fingerprints",
    "proof.how": "Save the scenario above, then run:",
} as const;

export type Key = keyof typeof en;

const vi: Record<Key, string> = {
    ...limitVi,

    "page.kind": "Báo cáo mô phỏng",
    "page.compare": "So sánh {n} phương án",
    "page.contents": "Mục lục",
    "page.skip": "Đến nội dung báo cáo",
    "page.policy": "Xem chi tiết của",
    "page.print": "In hoặc lưu PDF",
    "page.dark": "Nền tối",
    "page.light": "Nền sáng",
    "page.foot":
        "Do gatesim {version} lập. Trang hoạt động không cần mạng; mọi con số đều có thể tính lại theo mục cuối.",

    "unit.s": "giây",
    "unit.min": "phút",
    "unit.h": "giờ",
    "unit.d": "ngày",
    "unit.days": "ngày",
    "unit.million": "triệu",
    "unit.billion": "tỷ",
    "unit.trucks": "xe",
    "unit.range": "{low} đến {high}",
    weekdays: "T2 T3 T4 T5 T6 T7 CN",

    "figure.table": "Số liệu dạng bảng",
    "figure.csv": "Tải CSV",
    "figure.svg": "Tải SVG",
    "figure.more": "Còn nữa ở bên phải: vuốt ngang để xem",
    "scale.cut":
        "Trục kết thúc ở {end}: các nét có mũi tên còn kéo dài, xa nhất tới {most}; số sau mũi tên là điểm cuối.",
    "series.time": "Thời điểm",

    "meta.period": "{days} từ {date}",
    "meta.replications": "{n} lần lặp",
    "meta.one": "một lần chạy: không có khoảng tin cậy",
    "meta.seed": "hạt giống {seed}",
    "meta.warmup": "{time} đầu là giai đoạn khởi động",
    "meta.interval": "± là nửa độ rộng của khoảng tin cậy 95 % qua các lần lặp.",

    "answer.title": "Kết luận",
    "answer.one":
        "Trung bình một xe mất {mean} {span}, và 95 % số xe mất ít hơn {p95}. {crossed} trên {arrived} xe được thông quan, {rate} xe mỗi giờ.",
    "answer.none": "Không có xe nào thông quan trong thời gian mô phỏng.",
    "answer.growing":
        "Cửa khẩu không theo kịp: đến cuối kỳ lượng xe tồn vẫn tăng {rate} xe mỗi ngày, nên các số trung bình phụ thuộc vào độ dài của lần chạy.",
    "answer.settled": "Lượng xe tồn không tăng ở cuối kỳ.",
    "answer.best":
        "{best} là nhanh nhất trong {n} phương án: thời gian trung bình {span} giảm từ {from} ({base}) xuống {to}, tức {change}{but}.",
    "answer.among":
        "{best} đưa thời gian trung bình {span} từ {from} ({base}) xuống {to}, tức {change}{but}. Chưa thể khẳng định phương án nào trong {n} phương án là nhanh nhất: {others} có thể cũng nhanh như vậy.",
    "answer.fewer": ", nhưng có ít xe thông quan hơn, {crossed} thay vì {before}",
    "answer.share": "{less} {size} (khoảng tin cậy 95 %: {low} đến {high})",
    "answer.by": "{less} {size} (± {half})",
    "answer.less": "ít hơn",
    "answer.more": "nhiều hơn",
    "answer.base":
        "Không phương án nào nhanh hơn {base}, nơi một xe trung bình mất {mean} {span}{but}.",
    "answer.rivals":
        "Chưa thấy phương án nào nhanh hơn {base}, nơi một xe trung bình mất {mean} {span}{but}; {others} có thể cũng nhanh như vậy.",
    "answer.unsure":
        "{best} có thời gian trung bình ngắn nhất {span}, {to} so với {from} ({base}){but}; với số lần lặp ít như vậy chưa thể loại trừ ngẫu nhiên.",
    "span.gate": "từ lúc đến tới lúc thông quan",
    "span.wish": "từ lúc muốn đến tới lúc thông quan",
    "but.unmet": ", nhưng {unmet}",
    "unmet.text": "{unmet} trên {wanted} xe ({share}) {why}",
    "unmet.or": " hoặc ",
    "unmet.slot": "không tìm được giờ hẹn",
    "unmet.show": "không đến",
    "unmet.refused": "bị từ chối",
    "booking.text": "Xe đặt hẹn trung bình chờ giờ hẹn ở nhà {mean}, 95 % chờ dưới {p95}",
    "answer.grows": "Với {name} lượng xe tồn vẫn tăng ở cuối kỳ, {rate} xe mỗi ngày.",
    "answer.common":
        "Mọi phương án gặp cùng các xe như nhau (số ngẫu nhiên chung); các khoảng tin cậy đồng thời đúng với độ tin cậy 95 %.",
    "answer.streams":
        "Các phương án dùng chung số ngẫu nhiên, nhưng số xe đến ở {others} khác với {base}: chênh lệch một phần là do nhu cầu. Các khoảng tin cậy đồng thời đúng với độ tin cậy 95 %.",
    "answer.independent":
        "Các phương án gặp các xe ngẫu nhiên khác nhau nên được so sánh như độc lập; các khoảng tin cậy đồng thời đúng với độ tin cậy 95 %.",
    "warn.start":
        "Các phương án bắt đầu vào lúc khác nhau ({values}): chênh lệch của số liệu trên các khoảng thời gian khác nhau không thể coi là do phương án.",
    "warn.duration":
        "Các phương án kéo dài khác nhau ({values}): chênh lệch của số liệu trên các khoảng thời gian khác nhau không thể coi là do phương án.",
    "warn.warmup":
        "Các phương án có giai đoạn khởi động khác nhau ({values}): chênh lệch của số liệu trên các khoảng thời gian khác nhau không thể coi là do phương án.",
    "warn.pairs":
        "Thay đổi của {name} tính trên {n} lần lặp chung với {base}, còn trung bình tính trên mọi lần lặp của mỗi phương án, nên hiệu các trung bình không khớp với thay đổi.",
    "target.title": "Chỉ tiêu",
    "target.kept": "đạt",
    "target.missed": "không đạt",
    "target.open": "chưa rõ: khoảng tin cậy chứa chỉ tiêu",
    "target.none": "chưa rõ: không có giá trị",
    "target.target": "Chỉ tiêu",
    "target.mean": "Trung bình",
    "target.verdict": "Đánh giá",
    "target.cross": "{share} số xe thông quan trong vòng {value}",
    "target.cross_of": "{share} số xe {whom} thông quan trong vòng {value}",
    "target.wait": "{share} số xe chờ không quá {value}",
    "target.wait_of": "{share} số xe {whom} chờ không quá {value}",
    "target.most": "{name}: nhiều nhất {value}",
    "target.least": "{name}: ít nhất {value}",
    "target.limit": "chỉ tiêu {value}",

    "key.time": "Từ lúc đến tới lúc thông quan, trung bình",
    "key.total": "Từ lúc muốn đến tới lúc thông quan, trung bình",
    "key.unmet": "Nhu cầu không được đáp ứng, xe",
    "key.booking": "Chờ giờ hẹn ở nhà, trung bình",
    "key.p95": "95 % thông quan trong vòng",
    "key.wait": "Thời gian chờ, trung bình",
    "key.below":
        "Trung bình cao hơn thời gian mà 95 % số xe thông quan: nhiều nhất 5 trong 100 xe mất lâu đến mức kéo trung bình lên đó.",
    "key.crossed": "Xe đã thông quan",
    "key.back": "Xe quay đầu",
    "key.inside": "Còn trong cửa khẩu cuối kỳ",
    "key.most": "Nhiều xe nhất cùng lúc",
    "key.road": "Hàng xe dài nhất trên đường",
    "key.cost": "Chi phí chậm trễ và nhân sự",

    "measure.measure": "Chỉ tiêu",
    "measure.title": "Mọi phương án theo chỉ tiêu",
    "measure.of": "của",
    "measure.all": "tất cả",
    "measure.note":
        "Mỗi ô: trung bình với khoảng tin cậy 95 %; bên dưới là thay đổi so với {base}, với khoảng tin cậy đúng đồng thời cho mọi phương án trong hàng. * thay đổi là chắc chắn: khoảng tin cậy không chứa số 0.",
    "measure.below":
        "Thấp hơn trung bình: {names}. Nhiều nhất 5 trong 100 xe mất lâu đến mức kéo trung bình lên trên mức của 95 xe còn lại.",
    "measure.time_in_system_mean": "thời gian trung bình từ lúc đến tới lúc thông quan",
    "measure.time_in_system_min": "thời gian ngắn nhất từ lúc đến tới lúc thông quan",
    "measure.time_in_system_max": "thời gian dài nhất từ lúc đến tới lúc thông quan",
    "measure.time_in_system_p50": "trung vị thời gian từ lúc đến tới lúc thông quan",
    "measure.time_in_system_p90": "thời gian mà 90 % số xe thông quan",
    "measure.time_in_system_p95": "thời gian mà 95 % số xe thông quan",
    "measure.time_in_system_p99": "thời gian mà 99 % số xe thông quan",
    "measure.wait_mean": "thời gian chờ trung bình",
    "measure.wait_max": "thời gian chờ dài nhất",
    "measure.wait_p50": "trung vị thời gian chờ",
    "measure.wait_p90": "thời gian chờ mà 90 % số xe không vượt quá",
    "measure.wait_p95": "thời gian chờ mà 95 % số xe không vượt quá",
    "measure.wait_p99": "thời gian chờ mà 99 % số xe không vượt quá",
    "measure.throughput_per_hour": "số xe thông quan mỗi giờ",
    "measure.trucks_arrived": "số xe đến",
    "measure.trucks_crossed": "số xe thông quan",
    "measure.trucks_turned_back": "số xe quay đầu",
    "measure.trucks_in_system": "số xe còn trong cửa khẩu ở cuối kỳ",
    "measure.in_system_mean": "số xe trong cửa khẩu, trung bình",
    "measure.in_system_max": "số xe trong cửa khẩu nhiều nhất cùng lúc",
    "measure.road_queue_mean": "số xe xếp hàng trên đường, trung bình",
    "measure.road_length_max": "hàng xe dài nhất trên đường",
    "measure.queue_mean": "số xe xếp hàng, trung bình",
    "measure.queue_max": "hàng dài nhất",
    "measure.served": "số xe được phục vụ",
    "measure.utilisation": "tỷ lệ thời gian các vị trí bận",
    "measure.blocked_fraction": "tỷ lệ thời gian các vị trí bị chặn",
    "measure.closed_fraction": "tỷ lệ thời gian các vị trí đóng",
    "measure.buffer_index":
        "chỉ số dự phòng: phần thời gian cần cộng thêm vào trung bình để chỉ trễ 1 trong 20 lần, so với trung bình",
    "measure.backlog_growth": "mức tăng lượng xe tồn, xe mỗi ngày",
    "rank.title": "Các phương án theo thời gian trung bình, từ ngắn nhất",
    "rank.policy": "Phương án",
    "rank.change": "Thay đổi của thời gian trung bình so với {base}",
    "rank.sure": "Chắc chắn?",
    "rank.yes": "có",
    "rank.no": "không",
    "rank.basis": "(gốc so sánh)",
    "change.title": "Mỗi phương án thay đổi gì so với {base}",
    "change.note":
        "Chấm là thay đổi, vạch là khoảng tin cậy 95 %, mỗi chỉ tiêu có trục riêng; bên trái mốc 0 là ngắn hơn. Vạch cắt mốc 0 thì thay đổi có thể do ngẫu nhiên.",
    "change.cut": "Vạch có mũi tên còn kéo dài ra ngoài trục.",
    "change.none": "không đổi",
    "change.total": "Thời gian trung bình từ lúc muốn đến tới lúc thông quan",
    "change.total95": "95 % thông quan trong vòng, từ lúc muốn đến",
    "change.mean": "Thời gian trung bình từ lúc đến tới lúc thông quan",
    "change.p95": "Thời gian mà 95 % số xe thông quan",
    "change.wait": "Thời gian chờ trung bình",
    "change.axis": "thay đổi",

    "time.title": "Hàng chờ và lưu lượng theo thời gian",
    "inside.title": "Số xe trong cửa khẩu theo thời gian",
    "inside.note": "Đường là trung bình qua các lần lặp; dải chứa {share} ở giữa.",
    "inside.lines": "Đường là trung bình qua các lần lặp.",
    "inside.axis": "xe",
    "inside.warm": "khởi động",
    "queue.title": "Số xe xếp hàng ở từng điểm",
    "queue.note":
        "Mỗi dải là một điểm với thang đo riêng. Đường: trung bình qua các lần lặp; dải màu: {share} ở giữa; xám: đóng cửa hoặc không có ca trực; có viền: sự cố định trước.",
    "queue.none": "Hầu như không bao giờ có hàng: {places}.",
    "queue.drawn":
        "Nét đứt: sự cố xảy ra ngẫu nhiên, như trong lần lặp đầu tiên; các lần lặp khác có sự cố khác.",
    "queue.nohours":
        "Không có giờ mở cửa: các tệp dữ liệu của kịch bản không nằm cạnh tệp kết quả.",
    "queue.place": "Điểm",
    "queue.max": "trung bình cao nhất {n}",
    "hour.title": "Xe đến và xe thông quan theo giờ trong ngày",
    "hour.note":
        "Trung bình qua các ngày và các lần lặp. Chỗ đường cao hơn cột thì lượng xe tồn tăng.",
    "hour.axis": "xe mỗi giờ",
    "hour.hour": "Giờ trong ngày",
    "hour.arrived": "đến",
    "hour.crossed": "thông quan",
    "backlog.title": "Xe tồn lúc kiểm đếm hằng ngày, theo loại xe",
    "backlog.note":
        "Số xe trong cửa khẩu vào giờ kiểm đếm mỗi ngày và ở cuối kỳ; trung bình qua các lần lặp.",
    "backlog.day": "Ngày",
    "backlog.end": "cuối kỳ",
    "week.title": "Ùn ứ khi nào và ở đâu",
    "week.note":
        "Số xe xếp hàng trung bình theo điểm và giờ trong tuần: càng đậm càng nhiều. Sau tên mỗi điểm là lúc hàng dài nhất.",
    "week.hour": "Giờ",
    "week.axis": "xe xếp hàng",

    "wait.title": "Thời gian chờ và thông quan theo loại xe",
    "stay.title": "Thời gian từ lúc đến tới lúc thông quan",
    "stay.note":
        "Nét mảnh: từ ngắn nhất đến dài nhất; thanh dày: từ trung vị (p50) đến p95; các vạch ở p50, p90, p95 và p99; hình thoi: trung bình. Trung bình qua các lần lặp.",
    "line.title": "Tổng thời gian chờ",
    "line.note":
        "Tương tự, với thời gian một xe phải chờ: xếp hàng, trước điểm đóng cửa, bị chặn, trên đường.",
    "class.class": "Loại xe",
    "class.all": "tất cả xe",
    "class.axis": "thời gian",
    "class.min": "ngắn nhất",
    "class.max": "dài nhất",
    "class.mean": "trung bình",
    "cause.title": "Thời gian mất vào đâu",
    "cause.note": "Phần thời gian đo mà một xe mất vào mỗi nguyên nhân, cộng dồn.",
    "cause.axis": "thời gian mỗi xe",
    "cause.queueing": "xếp hàng",
    "cause.closed": "đóng cửa",
    "cause.down": "hỏng",
    "cause.metered": "bị giữ theo quy định",
    "cause.staff": "chờ cán bộ",
    "cause.driver": "chờ lái xe",
    "cause.batch": "chờ đủ nhóm",
    "cause.papers": "giấy tờ",
    "cause.road": "trên đường",
    "cause.setup": "tiến vào vị trí",
    "cause.look-up": "chờ dịch vụ dữ liệu",
    "cause.service": "phục vụ",
    "cause.rework": "làm lại",
    "cause.blocked": "bị điểm sau chặn",
    "cause.travel": "di chuyển",
    "cause.booking": "chờ giờ hẹn ở nhà",
    "cause.late": "đến muộn so với giờ hẹn",
    "release.title": "Đo thời gian giải phóng hàng",
    "release.note":
        "Theo hướng dẫn của WCO về đo thời gian giải phóng hàng: thời gian của một xe ở mỗi cơ quan, từ lúc vào hàng đến hết phục vụ.",
    "release.agency": "Cơ quan",
    "release.n": "Lượt",
    "release.mean": "Trung bình",
    "release.median": "Trung vị",
    "release.sd": "Độ lệch chuẩn",
    "release.p95": "95 % trong vòng",
    "release.wait": "Trong đó chờ, trung bình",
    "release.service": "Trong đó phục vụ, trung bình",

    "map.title": "Sơ đồ cửa khẩu",
    "flow.title": "Lưu lượng xe giữa các điểm",
    "flow.note":
        "Bề rộng của dải là số xe đi từ điểm này sang điểm sau; điểm càng đậm thì vị trí phục vụ càng bận. Sau mỗi tên: mức bận và thời gian chờ trung bình.",
    "flow.back": "Không vẽ vì đi ngược lại: {list}.",
    "flow.from": "Từ",
    "flow.to": "Đến",
    "flow.trucks": "Số xe",
    "place.arrival": "xe đến",
    "place.crossed": "thông quan",
    "place.turned back": "quay đầu",
    "flow.busy": "bận {share}",
    "flow.wait": "chờ {time}",

    "use.title": "Mức sử dụng, chi phí và phát thải",
    "servers.title": "Trạng thái các vị trí phục vụ ở từng điểm",
    "servers.note":
        "Tỷ lệ thời gian phục vụ. Vị trí bị chặn đang giữ một xe chưa đi tiếp được. Các điểm không giới hạn số vị trí không có ở đây.",
    "servers.axis": "tỷ lệ thời gian phục vụ, %",
    "servers.busy": "bận",
    "servers.blocked": "bị chặn",
    "servers.kept": "giữ chỗ",
    "servers.down": "hỏng",
    "servers.closed": "đóng",
    "servers.idle": "rảnh",
    "agency.title": "Mức sử dụng theo cơ quan",
    "agency.servers": "Số vị trí trong ca, trung bình",
    "agency.use": "Bận trong ca",
    "cost.chart": "Chi phí do chậm trễ",
    "cost.currency": "đơn vị tiền tệ",
    "cost.title": "Chi phí, hư hỏng và phát thải",
    "cost.note": "Trong thời gian đo, trung bình qua các lần lặp với khoảng tin cậy 95 %.",
    "cost.what": "Khoản",
    "cost.total_cost": "Chi phí chậm trễ, hàng mất giá và nhân sự",
    "cost.time_cost": "Thời gian của xe: lái xe, bãi đỗ, máy lạnh",
    "cost.staff_cost": "Nhân sự",
    "cost.fees": "Phí đã nộp",
    "cost.value_lost": "Giá trị mất theo thời gian",
    "cost.turned_back_loss": "Giá trị mất do quay đầu",
    "cost.spoiled": "Số xe có hàng hư hỏng",
    "cost.spoiled_weight": "Hàng hư hỏng, tấn",
    "cost.fuel": "Nhiên liệu nổ máy khi chờ, lít",
    "cost.co2": "CO₂ của nhiên liệu đó, kg",

    "method.title": "Độ tin cậy và cách tính lại",
    "warm.title": "Lần chạy đã ổn định chưa?",
    "warm.note":
        "Số xe trong cửa khẩu, trung bình qua các lần lặp, làm trơn trên {window} (Welch). Đường còn đi lên nghĩa là chưa ổn định.",
    "warm.rule":
        "Thống kê bắt đầu sau {time}; MSER-5, quy tắc bỏ đoạn đầu làm trung bình kém chính xác nhất, sẽ bỏ {cut}.",
    "warm.short":
        "MSER-5, quy tắc bỏ đoạn đầu làm trung bình kém chính xác nhất, không tìm thấy trạng thái ổn định trong lần chạy này.",
    "warm.inside": "xe trong cửa khẩu, đã làm trơn",
    "precise.title": "Số lần lặp đã đủ chưa?",
    "precise.note":
        "Ước lượng thời gian trung bình từ lúc đến tới lúc thông quan, với khoảng tin cậy 95 %, sau mỗi lần lặp.",
    "precise.n": "Số lần lặp",
    "precise.cut": "Trục bị cắt: khoảng tin cậy của những lần lặp đầu kéo dài ra ngoài.",
    "precise.axis": "thời gian trung bình",
    "precise.mean": "trung bình",
    "precise.low": "cận dưới",
    "precise.high": "cận trên",
    "sure.title": "Các khoảng tin cậy nói gì",
    "sure.one":
        "Nửa độ rộng theo Student: trong 95 trên 100 thí nghiệm như thế này, trung bình ± nửa độ rộng chứa giá trị mà vô số lần lặp sẽ cho.",
    "sure.all":
        "Thay đổi của nhiều phương án đúng đồng thời (Bonferroni): mỗi khoảng được nới rộng sao cho mọi khoảng trong một hàng chứa giá trị đúng trong 95 trên 100 thí nghiệm.",
    "sure.p95": "p50, p90, p95, p99: một nửa, 90, 95 và 99 trên 100 xe không mất lâu hơn.",
    "diff.title": "Các kịch bản thay đổi gì",
    "diff.none": "Không thiết lập nào khác với {base}.",
    "diff.against": "So với {base}",
    "diff.section": "Mục",
    "diff.key": "Thiết lập",
    "diff.absent": "(không có)",
    "diff.section_new": "(mục mới)",
    "diff.section_gone": "(mục bị bỏ)",
    "scenario.title": "Toàn văn kịch bản",
    "scenario.note": "Đã khai triển đầy đủ: chạy lại sẽ cho đúng các kết quả này.",
    "scenario.save": "Lưu kịch bản",
    "proof.title": "Để tính lại trang này",
    "proof.file": "Tệp kết quả",
    "proof.version": "Chương trình",
    "proof.seed": "Hạt giống",
    "proof.replications": "Số lần lặp",
    "proof.start": "Bắt đầu",
    "proof.duration": "Thời lượng",
    "proof.sha": "SHA-256 của kịch bản",
    "proof.prints": "Dấu vân tay",
    "proof.print": "đầu tiên trong {n}: {print}",
    "proof.all": "Mọi dấu vân tay",
    "proof.how": "Lưu kịch bản ở trên, rồi chạy:",
};

const languages = { en, vi } as const;

export type Language = keyof typeof languages;

let spoken: Language = "en";

export const language = (): Language => spoken;

export function speak(name: string): void {
    if (name in languages) spoken = name as Language;
}

/** What is between a number and its unit: no line ends there. */
export const space = "\u00a0";

export type Values = Record<string, string | number>;

/** A text of a table, with {x} replaced by values.x. */
export const fill = (text: string, values: Values): string =>
    text
        .replaceAll(" %", `${space}%`)
        .replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

export const t = (key: Key, values: Values = {}): string => fill(languages[spoken][key], values);

/** The text of a key that is made from a name of the data; the name itself when there is none. */
export function named(group: "cause" | "place" | "measure" | "cost", name: string): string {
    const key = `${group}.${name}`;

    return key in en ? t(key as Key) : name;
}
