# METADATA
# description: >-
#   Which days are worked in Québec, and which day comes some time after another. The table of holidays is data of the
#   bundle: a due date is proved by the policies alone, and there is none past the table's range.
package balise.calendar

# METADATA
# description: The day that comes some months and days after another.
later(day, months, days) := time.format([time.add_date(noon(day), 0, months, days), "UTC", "2006-01-02"])

# METADATA
# scope: document
# description: >-
#   The day that comes a period after another - months, days or working days of Québec. Undefined for any other period,
#   and for working days past the range of the table.
after(day, period) := later(day, object.get(period, "months", 0), object.get(period, "days", 0)) if {
	object.keys(period) & {"months", "days"} != set()
}

after(day, period) := working[period.working_days - 1] if {
	day >= data.calendar.from
	working := [next |
		some offset in numbers.range(1, (period.working_days * 2) + 14)
		next := later(day, 0, offset)
		worked(next)
	]
	working[period.working_days - 1] <= data.calendar.until
}

# METADATA
# description: Whether a day is neither of a weekend nor a holiday of Québec.
worked(day) if {
	not time.weekday(noon(day)) in {"Saturday", "Sunday"}
	not data.calendar.holidays[day]
}

noon(day) := time.parse_rfc3339_ns(concat("", [day, "T12:00:00Z"]))
