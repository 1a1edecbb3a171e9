"""The screen of the command palette."""

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, SearchIcon
from textual.worker import Worker


class Palette(CommandPalette):
    """Textual's palette, without its faults where keys come faster than it is drawn."""

    def on_mount(self) -> None:
        """Show a sign of one column, as everywhere else."""
        self.query_one(SearchIcon).icon = "/"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is possible now: to go by a page it must be known how much is on one."""
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region:
            return False
        return super().check_action(action, parameters)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, once, with nothing left to be shown where soon no list is any more."""
        if self.app.screen is not self:
            return AwaitComplete()
        self.workers.cancel_node(self)
        self._stop_no_matches_countdown()
        self._stop_busy_countdown()
        return super().dismiss(result)

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]  # nobody takes it
        """Look for commands, as long as there is a list to show them in."""
        return super()._gather_commands(search_value) if self.app.screen is self else None
