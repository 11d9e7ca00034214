"""What a person can ask for: one function a stage; the command line and pages call only this."""
