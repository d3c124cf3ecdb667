// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the sentences on where trucks wait and what limits the gate, by language.

export const limitEn = {
    "limit.free": "Trucks hardly wait anywhere.",
    "limit.wait":
        "Trucks wait longest at {place}: {share} of all waiting at the gate is spent there, most of it {cause}. Its servers are busy {busy} of the time, blocked {blocked}, closed {closed}.",
    "limit.ahead":
        "Trucks wait longest at {place}: {share} of all waiting at the gate is spent there, most of it {cause}. The first place ahead of it that is not blocked itself is {next}: its servers are busy {busy} of the time and closed {closed}, with {queue} trucks in line on average.",
    "limit.close.wait": "Trucks wait longest at {places}: too close to tell with {n} replications.",
    "limit.is.server":
        "What limits the gate is {place}: one server more there saves {saving} a truck, {share} of its time.",
    "limit.is.person":
        "What limits the gate is {place}: one person more there saves {saving} a truck, {share} of its time.",
    "limit.is.slot":
        "What limits the gate is the appointment system {place}: one slot more an hour saves {saving} a truck, {share} of its time.",
    "limit.is.place":
        "What limits the gate is the line of {place}: one waiting place more saves {saving} a truck, {share} of its time.",
    "limit.tried": "Tried, one more at a time: {kinds}; nothing else.",
    "limit.all.server": "servers",
    "limit.all.person": "people",
    "limit.all.slot": "slots",
    "limit.all.place": "waiting places",
    "limit.close":
        "What limits the gate is too close to tell with {n} replications: one more at {places} saves most.",
    "limit.nowhere": "No place alone limits the gate: nowhere does one more surely save time.",
    "limit.unjudged": "With one replication it cannot be told what limits the gate.",
    "limit.grows":
        "The backlog grows, so these savings are of a run of {days}; over a longer one they would be others.",
    "limit.no": "What limits the gate was not measured.",
    "limit.files":
        "What limits the gate was not measured: the scenario needs data files. 'gatesim report --bottleneck yes' measures it where these are beside the results file.",
    "limit.slow":
        "What limits the gate was not measured: its runs take more events than a report spends unasked, 5 million for all its files. 'gatesim report --bottleneck yes' measures it.",
    "limit.other":
        "What limits the gate was not measured: this version of gatesim does not make the runs of this file.",
    "limit.title": "What one more would save",
    "limit.note":
        "Each row is the scenario again, on the same trucks, with one more at this place (servers, people and slots whenever there are any): {n} replications. The intervals hold together with 95 %. Time a truck: {time}, of all trucks that were at the gate.",
    "limit.where": "Place",
    "limit.idle": "One more at {places} changes nothing at all.",
    "limit.more": "One more",
    "limit.server": "server",
    "limit.person": "person",
    "limit.slot": "slot an hour",
    "limit.place": "waiting place",
    "limit.servers": "There, at most",
    "limit.saving": "Saves a truck",
    "limit.share": "Of its time",
    "limit.best": "limits the gate",
    "limit.rival": "too close to tell",
    "trend.none": "Nothing was measured.",
    "trend.too_short": "The run is too short to tell whether the backlog grows.",
    "trend.close": "It is too close to tell whether the backlog grows.",
    "trend.steady": "The backlog does not grow.",
    "trend.grows":
        "The gate does not keep up: at the end the backlog still grows, by {rate} trucks a day, so the means depend on how long the run is.",
    "trend.grows_surely":
        "The gate does not keep up: more work comes than it can do, so the means depend on how long the run is.",
    "trend.shrinks":
        "The backlog shrinks at the end, by {rate} trucks a day, so the means depend on how long the run is.",
};

export const limitVi: Record<keyof typeof limitEn, string> = {
    "limit.free": "Xe hầu như không phải chờ ở điểm nào.",
    "limit.wait":
        "Xe chờ lâu nhất ở {place}: {share} tổng thời gian chờ tại cửa khẩu phát sinh tại đó, phần lớn do {cause}. Các vị trí phục vụ bận {busy} thời gian, bị chặn {blocked}, đóng {closed}.",
    "limit.ahead":
        "Xe chờ lâu nhất ở {place}: {share} tổng thời gian chờ tại cửa khẩu phát sinh tại đó, phần lớn do {cause}. Điểm đầu tiên phía trước không bị chặn là {next}: các vị trí phục vụ bận {busy} thời gian, đóng {closed}, trung bình có {queue} xe xếp hàng.",
    "limit.close.wait":
        "Xe chờ lâu nhất ở {places}: với {n} lần lặp, chênh lệch quá nhỏ để khẳng định.",
    "limit.is.server":
        "Điểm nghẽn của cửa khẩu là {place}: thêm một vị trí phục vụ tại đó giảm {saving} cho mỗi xe, {share} thời gian của xe.",
    "limit.is.person":
        "Điểm nghẽn của cửa khẩu là {place}: thêm một người tại đó giảm {saving} cho mỗi xe, {share} thời gian của xe.",
    "limit.is.slot":
        "Điểm nghẽn của cửa khẩu là hệ thống đặt lịch {place}: thêm một lượt hẹn mỗi giờ giảm {saving} cho mỗi xe, {share} thời gian của xe.",
    "limit.is.place":
        "Điểm nghẽn của cửa khẩu là hàng chờ của {place}: thêm một chỗ chờ giảm {saving} cho mỗi xe, {share} thời gian của xe.",
    "limit.tried": "Đã thử, mỗi lần thêm một: {kinds}; ngoài ra không thử gì khác.",
    "limit.all.server": "vị trí phục vụ",
    "limit.all.person": "người",
    "limit.all.slot": "lượt hẹn",
    "limit.all.place": "chỗ chờ",
    "limit.close":
        "Với {n} lần lặp chưa thể khẳng định điểm nghẽn của cửa khẩu: thêm một ở {places} giảm nhiều nhất, chênh lệch quá nhỏ.",
    "limit.nowhere":
        "Không có điểm nào riêng lẻ là điểm nghẽn: không nơi nào thêm một vị trí chắc chắn giảm được thời gian.",
    "limit.unjudged": "Với một lần lặp chưa thể xác định điểm nghẽn của cửa khẩu.",
    "limit.grows":
        "Lượng xe tồn tăng, nên các mức giảm này là của lần chạy {days}; chạy dài hơn sẽ khác.",
    "limit.no": "Chưa đo điểm nghẽn của cửa khẩu.",
    "limit.files":
        "Chưa đo điểm nghẽn của cửa khẩu: kịch bản cần tệp dữ liệu. 'gatesim report --bottleneck yes' đo được khi các tệp đó nằm cạnh tệp kết quả.",
    "limit.slow":
        "Chưa đo điểm nghẽn của cửa khẩu: các lần chạy cần nhiều sự kiện hơn mức báo cáo tự chạy, 5 triệu cho mọi tệp. 'gatesim report --bottleneck yes' sẽ đo.",
    "limit.other":
        "Chưa đo điểm nghẽn của cửa khẩu: phiên bản gatesim này không tạo lại được các lần chạy của tệp này.",
    "limit.title": "Thêm một vị trí giảm được bao nhiêu",
    "limit.note":
        "Mỗi dòng là kịch bản chạy lại với cùng các xe, thêm một ở điểm đó (vị trí, người và lượt hẹn: mỗi khi có): {n} lần lặp. Các khoảng tin cậy cùng đúng với 95 %. Thời gian mỗi xe: {time}, tính trên mọi xe đã ở cửa khẩu.",
    "limit.where": "Điểm",
    "limit.idle": "Thêm một ở {places} không thay đổi gì.",
    "limit.more": "Thêm một",
    "limit.server": "vị trí phục vụ",
    "limit.person": "người",
    "limit.slot": "lượt hẹn mỗi giờ",
    "limit.place": "chỗ chờ",
    "limit.servers": "Hiện có, nhiều nhất",
    "limit.saving": "Giảm mỗi xe",
    "limit.share": "Trong thời gian của xe",
    "limit.best": "điểm nghẽn",
    "limit.rival": "chưa thể khẳng định",
    "trend.none": "Chưa đo được gì.",
    "trend.too_short": "Lần chạy quá ngắn để khẳng định lượng xe tồn có tăng hay không.",
    "trend.close": "Quá sát để khẳng định lượng xe tồn có tăng hay không.",
    "trend.steady": "Lượng xe tồn không tăng.",
    "trend.grows":
        "Cửa khẩu không giải toả kịp: ở cuối kỳ lượng xe tồn vẫn tăng, {rate} xe mỗi ngày, nên các giá trị trung bình phụ thuộc vào độ dài lần chạy.",
    "trend.grows_surely":
        "Cửa khẩu không giải toả kịp: việc đến nhiều hơn khả năng xử lý, nên các giá trị trung bình phụ thuộc vào độ dài lần chạy.",
    "trend.shrinks":
        "Lượng xe tồn giảm ở cuối kỳ, {rate} xe mỗi ngày, nên các giá trị trung bình phụ thuộc vào độ dài lần chạy.",
};
