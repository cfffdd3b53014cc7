"""Reports, nominations and elections as text in each medium. A renderer decides nothing."""
